import { describe, expect, test } from 'vitest';
import type { Trait } from '../../../core/cluster/index.ts';
import { nameClusters } from '../../../core/cluster/names.ts';

const trait = (feature: string, difference: number): Trait => ({
  feature,
  unit: '',
  direction: difference < 0 ? 'low' : 'high',
  value: 1,
  overall: 1,
  ratio: 1,
  difference,
});
const nameOf = (...traits: Trait[]) => nameClusters([traits])[0]!;

describe('the name of a cluster', () => {
  test('says the two traits that mark it most', () => {
    expect(nameOf(trait('posts', 3), trait('spend', 2), trait('nightShare', 1))).toEqual({
      en: 'Frequent posters, high spend',
      zh: '常发帖、消费高',
    });
  });

  test('reads as one phrase where it can', () => {
    expect(nameOf(trait('events', -4), trait('tenureDays', -3))).toEqual({ en: 'Quiet newcomers', zh: '安静的新人' });
    expect(nameOf(trait('tenureDays', 3), trait('events', 2)).en).toBe('Very active long-time members');
  });

  test('does not say the same thing twice', () => {
    expect(nameOf(trait('posts', 5), trait('repliesGiven', 4), trait('spend', -3)).en).toBe('Frequent posters, low spend');
    expect(nameOf(trait('likesGiven', 5), trait('share.like', 4)).en).toBe('Generous likers');
  });

  test('says what members do before what they do not', () => {
    expect(nameOf(trait('share.view', -5), trait('share.attend', 2), trait('spend', 1.5)).en).toBe('Live regulars, high spend');
  });

  test('calls a feature that nobody named by its own name', () => {
    expect(nameOf(trait('karma', 2), trait('share.dance', 1))).toEqual({
      en: 'High karma, much dance',
      zh: 'karma 高、「dance」多',
    });
    expect(nameOf(trait('karma', -2))).toEqual({ en: 'Low karma', zh: 'karma 低' });
  });

  test('is plain where nothing marks the cluster', () => {
    expect(nameOf(trait('posts', 0.1))).toEqual({ en: 'Average members', zh: '普通成员' });
  });

  test('is unique: a third trait tells two clusters apart, a number when there is none', () => {
    const alike = [trait('posts', 3), trait('spend', 2)];
    expect(nameClusters([alike, [...alike, trait('nightShare', 1)], alike]).map((n) => n.en)).toEqual([
      'Frequent posters, high spend',
      'Frequent posters, high spend, night owls',
      'Frequent posters, high spend 2',
    ]);
  });

  test('exists in both languages for every feature and direction that is expected', () => {
    const features = ['recencyDays', 'events', 'activeDays', 'tenureDays', 'streakDays', 'contents', 'depth', 'spend', 'posts'];
    features.push('repliesGiven', 'repliesReceived', 'likesGiven', 'likesReceived', 'trend', 'weekendShare', 'nightShare');
    features.push('share.view', 'share.lesson_complete', 'share.like');
    for (const feature of features) {
      for (const difference of [-9, 9]) {
        const { zh, en } = nameOf(trait(feature, difference));
        expect(zh, feature).toMatch(/^\p{Script=Han}+$/u);
        expect(en, feature).toMatch(/^[A-Z][a-z -]+$/);
      }
    }
  });
});
