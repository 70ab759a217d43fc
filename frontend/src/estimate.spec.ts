import { describe, expect, it } from 'vitest';
import { inUnit, seconds, showEstimates } from './estimate';

const restart = { run: 2, waits: [0, 10, 20, 40, 80, 160, 300], settled: 600 };

describe('an estimate', () => {
  it('counts what the kubelet holds back', () => {
    expect(seconds(3, 'ready', restart)).toBe(36);
    expect(seconds(9, 'ready', restart)).toBe(18 + 310 + 900);
  });

  it('counts nothing where nothing is held back', () => {
    expect(seconds(10, 'ready', { ...restart, waits: [] })).toBe(20);
  });

  it('waits between two runs until all is forgotten', () => {
    expect(seconds(3, 'settled', restart)).toBe(1206);
  });

  it('is told in a unit that is easily read', () => {
    expect(inUnit(89)).toEqual(['seconds', '89']);
    expect(inUnit(90)).toEqual(['minutes', '2']);
    expect(inUnit(9000)).toEqual(['hours', '2.5']);
  });
});

describe('the form', () => {
  function form(times: string): HTMLElement {
    const root = document.createElement('main');
    root.innerHTML = `<form><input name="times" value="${times}"><select name="spacing"><option value="ready"></option></select>
      <output data-run="2.0" data-waits="0 10" data-settled="600" data-seconds="{0} times take about {1} s.">before</output></form>`;
    showEstimates(root);
    return root;
  }

  it('says how long a repeat takes', () => {
    expect(form('3').querySelector('output')?.textContent).toBe('3 times take about 26 s.');
  });

  it('says nothing of once, and of what is no number', () => {
    expect(form('1').querySelector('output')?.textContent).toBe('');
    expect(form('').querySelector('output')?.textContent).toBe('');
  });
});
