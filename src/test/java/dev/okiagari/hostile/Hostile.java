package dev.okiagari.hostile;

import java.util.List;

/** Texts that do something where they are not treated as text. Each contains {@link #MARK}. */
final class Hostile {

    /** What no page of ours contains by itself. */
    static final String MARK = "zqx";

    /** What an expression in a text would come to. */
    static final String COMPUTED = "62615533";

    /** As long as a message can be that an API server takes. */
    static final String LONG = "<b>" + "w".repeat(1_000_000) + MARK;

    static final List<String> MARKUP =
            List.of(
                    "<script>zqx()</script>",
                    "\"><img src=zqx onerror=zqx()>",
                    "' onmouseover='zqx()",
                    "\" onfocus=\"zqx()\" autofocus x=\"",
                    "javascript:zqx()",
                    "</script><svg/onload=zqx()>",
                    "</title></textarea></style><iframe srcdoc=zqx>",
                    "--><!--zqx",
                    "]]><zqx>",
                    "<zqx",
                    "&lt;zqx&gt;&#60;zqx>",
                    "<hx-partial hx-target=\"body\">zqx</hx-partial>");

    static final List<String> EXPRESSIONS =
            List.of(
                    "{{7919*7907}}zqx",
                    "${7919*7907}zqx",
                    "[[${7919*7907}]]zqx",
                    "[(${7919*7907})]zqx",
                    "__${7919*7907}__::.x zqx",
                    "*{7919*7907} #{7919*7907} @{7919*7907} zqx",
                    "~{zqx :: x}",
                    "{0} {zqx} '{1}'",
                    "${jndi:ldap://zqx}",
                    "%s%n%x{zqx}");

    static final List<String> CONTROLS =
            List.of(
                    "zqx\r\nSet-Cookie: zqx=1\r\n\r\n<zqx>",
                    "zqx\n\nevent: zqx\ndata: <zqx>\n\n",
                    "\u001b[31mzqx\u001b]0;zqx\u0007",
                    "\u202ezqx\u2066",
                    "zqx\u0000zqx",
                    "zqx\u2028zqx\u0085zqx",
                    "\ud83d\udca3zqx\ud83d",
                    "\ud800zqx",
                    "\ufeffzqx\u200b");

    static final List<String> FORMULAS =
            List.of(
                    "=cmd|' /C calc'!A0 zqx",
                    "+zqx",
                    "-zqx",
                    "@SUM(zqx)",
                    "\tzqx",
                    "\r=zqx",
                    "\n=zqx",
                    "zqx\",=1+1,\"",
                    "zqx\r\n=1+1");

    static final List<String> COMMANDS =
            List.of(
                    "$(zqx) `zqx` ;zqx|zqx&&zqx #",
                    "'; drop table audit; --zqx",
                    "../../zqx/%2e%2e/%00;zqx");

    static final List<String> ALL =
            List.of(MARKUP, EXPRESSIONS, CONTROLS, FORMULAS, COMMANDS).stream()
                    .flatMap(List::stream)
                    .toList();

    private Hostile() {}
}
