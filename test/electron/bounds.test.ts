import { describe, expect, it } from 'vitest';
import { parsePlacement, reachable } from '../../electron/bounds.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: -200, width: 2560, height: 1440 };

describe('reachable', () => {
  it('keeps bounds whose title bar is on a screen, also on a second one', () => {
    for (const bounds of [
      { x: 100, y: 50, width: 1280, height: 800 },
      { x: 2500, y: -200, width: 1280, height: 800 },
      { x: -1190, y: 0, width: 1280, height: 800 }, // 90 pixels left to grab
    ]) {
      expect(reachable(bounds, [left, right])).toEqual(bounds);
    }
  });

  it('keeps only the size when the screen is gone or the title bar is out of reach', () => {
    const size = { width: 1280, height: 800 };
    expect(reachable({ x: 2500, y: 0, ...size }, [left])).toEqual(size);
    expect(reachable({ x: -1270, y: 0, ...size }, [left])).toEqual(size);
    expect(reachable({ x: 0, y: -30, ...size }, [left])).toEqual(size);
    expect(reachable({ x: 0, y: 1030, ...size }, [left])).toEqual(size);
    expect(reachable({ x: 0, y: 0, ...size }, [])).toEqual(size);
  });
});

describe('parsePlacement', () => {
  it('reads what was written', () => {
    const placement = { bounds: { x: -5, y: 7, width: 1280, height: 800 }, isMaximized: true };
    expect(parsePlacement(JSON.stringify(placement))).toEqual(placement);
  });

  it.each(['', '{', 'null', '[]', '{"bounds":null}', '{"bounds":{"x":1,"y":2,"width":"3","height":4}}', '{"bounds":{"x":1}}'])(
    'is null for %s',
    (text) => expect(parsePlacement(text)).toBeNull(),
  );
});
