import { describe, expect, it } from 'vitest';
import { attachmentsOf, MEDIA, mediaBits } from '../../../../core/kernel/text/media.ts';

const kinds = (attachments: string | null, html: string | null = null, text: string | null = null) =>
  attachmentsOf(attachments, html, text).map((a) => a.media);

describe('attachmentsOf', () => {
  it.each([
    // 知识星球: an object of lists; sizes of an image are objects.
    [
      '{"images":[{"image_id":1,"type":"jpg","thumbnail":{"url":"https://a/x.jpg"},"large":{"url":"https://a/y.jpg"}}],"files":[{"file_id":2,"name":"讲义.pdf","size":3}]}',
      ['image', 'file'],
    ],
    ['{"voices": [{"url": "https://a/1"}], "video": {"url": "https://a/2"}}', ['audio', 'video']],
    [
      '["images/a.png", "voice/b.silk", "https://v.example/c.MP4?x=1#t", "d.docx", "https://example.com/page"]',
      ['image', 'audio', 'video', 'file', 'link'],
    ],
    [
      '[{"type":"image/webp","url":"blob"},{"mime":"audio/mpeg","name":"x"},{"kind":"视频","path":"y"}]',
      ['image', 'audio', 'video'],
    ],
    ['"photo.HEIC"', ['image']],
    ['a.jpg, b.jpg;c.mp3', ['image', 'image', 'audio']],
    ['[]', []],
    ['{}', []],
    ['null', []],
    ['  ', []],
    ['[{"size": 3}, 5, null, [[["deep.png"]]]]', ['image']],
    ['{"images": ["one", "two"]}', ['image', 'image']],
    ['{"type":"toString"}', ['file']],
  ])('%s', (json, expected) => {
    expect(kinds(json)).toEqual(expected);
  });

  it('finds images and films in HTML and Markdown, with what they show', () => {
    const html = `<p>看图 <IMG alt="Tom &amp; 小雨" src='a/1.png'> <video controls><source src="b.webm"></video><audio src=c.mp3></audio><img src="data:image/png;base64,AAAA">`;
    expect(attachmentsOf(null, html, '![课程表](https://x/t.png) 和 [链接](y) ![](z)')).toEqual([
      { media: 'image', source: 'a/1.png', name: null, alt: 'Tom & 小雨' },
      { media: 'video', source: null, name: null, alt: null },
      { media: 'video', source: 'b.webm', name: null, alt: null },
      { media: 'audio', source: 'c.mp3', name: null, alt: null },
      { media: 'image', source: null, name: null, alt: null },
      { media: 'image', source: 'https://x/t.png', name: null, alt: '课程表' },
      { media: 'image', source: 'z', name: null, alt: null },
    ]);
  });

  it('names an address once, wherever it stands', () => {
    expect(kinds('["a.png","a.png"]', '<img src="a.png">', '![x](a.png)')).toEqual(['image']);
  });

  it('is not slow on markup that nothing closes', () => {
    expect(kinds(null, '<img '.repeat(200_000), '!['.repeat(200_000))).toEqual([]);
    expect(kinds('['.repeat(5000))).toEqual(['file']);
  });

  it('sums kinds up as bits', () => {
    const found = attachmentsOf('["a.png","b.mp4","c.png"]', null, null);
    expect(MEDIA.filter((_, m) => mediaBits(found) & (1 << m))).toEqual(['image', 'video']);
  });
});
