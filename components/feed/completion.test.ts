import { describe, expect, it } from 'vitest';
import { wantedAt } from './completion';

describe('what is being typed before the caret', () => {
  it('is a mention after an @ that starts a word', () => {
    expect(wantedAt('Hello @an')).toEqual({ type: 'mention', query: 'an', start: 6 });
    expect(wantedAt('@anna snel')).toEqual({ type: 'mention', query: 'anna snel', start: 0 });
    expect(wantedAt('one\n(@Žo')).toEqual({ type: 'mention', query: 'Žo', start: 5 });
  });
  it('is a topic after a #, with spaces inside brackets', () => {
    expect(wantedAt('about #new')).toEqual({ type: 'topic', query: 'new', start: 6 });
    expect(wantedAt('#[quarter rev')).toEqual({ type: 'topic', query: 'quarter rev', start: 0 });
  });
  it('is a record after a / that starts a word, with the words of its name', () => {
    expect(wantedAt('See /acm')).toEqual({ type: 'record', query: 'acm', start: 4 });
    expect(wantedAt('(/Acme, renewal 20')).toEqual({ type: 'record', query: 'Acme, renewal 20', start: 1 });
    expect(wantedAt('/a @an')).toEqual({ type: 'mention', query: 'an', start: 3 });
    for (const text of ['and/or', 'https://a', '/records/opp', '/[id', '/', 'a / b', '//a', '/ a'])
      expect(wantedAt(text)).toBeNull();
  });
  it('is nothing in an address, after a finished topic, or before a letter was typed', () => {
    for (const text of ['me@example.com', 'a#b', '#new ', '#[done]', '@', '#', 'plain'])
      expect(wantedAt(text)).toBeNull();
  });
});
