/**
 * What Okiagari promises, tried from outside: through its REST API and as a process of its own,
 * against whatever cluster is given.
 */
package dev.okiagari.contract;
