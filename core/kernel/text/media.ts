/** Which media a post carries: from the list of attachments an export gives, and from links to images and films in the text itself. */
import { decodeEntities } from './plainText.ts';

export const MEDIA = ['image', 'audio', 'video', 'file', 'link'] as const;
export type Media = (typeof MEDIA)[number];

export interface Attachment {
  media: Media;
  /** Path or address as the export has it; null when it gives none. */
  source: string | null;
  /** File name or title. */
  name: string | null;
  /** What an image shows, in the words of who posted it. */
  alt: string | null;
}

const BY_ENDING: Record<string, Media> = {
  ...ending('image', 'jpg jpeg png gif webp bmp heic heif avif svg tif tiff ico'),
  ...ending('audio', 'mp3 m4a aac wav ogg oga opus flac amr silk wma'),
  ...ending('video', 'mp4 m4v mov avi mkv webm flv wmv mpg mpeg 3gp m3u8'),
  ...ending('file', 'pdf doc docx xls xlsx ppt pptx txt md csv zip rar 7z epub mobi key pages numbers xmind psd apk'),
};

/** Words exports use for a kind of media, lower case. Message types of chat exporters among them (WeChat, ChatLab). */
const BY_WORD: Record<string, Media> = {
  ...Object.fromEntries(
    (
      [
        ['image', 'image img picture photo pic sticker emoji 图片 图像 照片 截图 表情 动画表情'],
        ['audio', 'audio voice sound podcast recording 语音 音频 录音 语音消息'],
        ['video', 'video film movie clip live 视频 短视频 视频消息 直播'],
        ['file', 'file attachment document doc pdf 文件 附件 文档'],
        ['link', 'link url article share card 链接 网页 分享 卡片'],
      ] as const
    ).flatMap(([media, words]) => words.split(' ').map((word) => [word, media])),
  ),
};
function ending(media: Media, endings: string): Record<string, Media> {
  return Object.fromEntries(endings.split(' ').map((e) => [e, media]));
}

/** Keys of an attachment object under which its address, name, kind and description stand, the first that is there. */
const SOURCE_KEYS = [
  'path',
  'file',
  'src',
  'url',
  'href',
  'original',
  'large',
  'thumbnail',
  'local_path',
  'download_url',
  'link',
];
const NAME_KEYS = ['name', 'filename', 'file_name', 'title'];
const KIND_KEYS = ['type', 'kind', 'media_type', 'mime', 'mime_type', 'content_type', 'category'];
const ALT_KEYS = ['alt', 'alt_text', 'description', 'caption'];
/** Lists whose name says what is in them: `{"images": [...], "files": [...]}`. */
const LIST_KEY = /^(image|img|picture|photo|pic|audio|voice|video|film|file|attachment|document|link)s?$/i;

/** What is attached to a post. Never fails: what cannot be read as an attachment is none.
 *  @param attachments JSON as exports have it: a list of addresses, of objects (`{type, url, name}`), an object of lists (`{images: [...]}`, 知识星球),
 *                     or one address as plain text   @param html, text for links to images and films: `<img src>`, `<video>`, `![alt](address)`
 *  @returns in the order found, each address once. */
export function attachmentsOf(attachments: string | null, html: string | null, text: string | null): Attachment[] {
  const found: Attachment[] = [];
  const seen = new Set<string>();
  const add = (attachment: Attachment) => {
    if (attachment.source !== null) {
      if (seen.has(attachment.source)) return;
      seen.add(attachment.source);
    }
    if (found.length < MOST) found.push(attachment);
  };
  if (attachments !== null && attachments.trim() !== '') readValue(parsed(attachments), null, add, 0);
  for (const markup of [html, text]) if (markup !== null) readMarkup(markup, add);
  return found;
}
const MOST = 200;

/** Bit n is set when MEDIA[n] is among the attachments. */
export const mediaBits = (attachments: readonly Attachment[]): number =>
  attachments.reduce((bits, { media }) => bits | (1 << MEDIA.indexOf(media)), 0);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Not JSON: addresses with commas, semicolons or line ends between them.
    return json.split(/[\n,;，；]\s*/).filter((part) => part.trim() !== '');
  }
}

const DEEPEST = 6;
function readValue(value: unknown, kind: Media | null, add: (a: Attachment) => void, depth: number): void {
  if (depth > DEEPEST || value === null || value === undefined) return;
  if (typeof value === 'string') {
    const source = value.trim();
    if (source !== '')
      add({ media: mediaOf(source) ?? kind ?? (isAddress(source) ? 'link' : 'file'), source, name: null, alt: null });
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value) readValue(one, kind, add, depth + 1);
    return;
  }
  if (typeof value !== 'object') return;
  const entry = value as Record<string, unknown>;
  const source = textAt(entry, SOURCE_KEYS);
  const name = textAt(entry, NAME_KEYS);
  const word = textAt(entry, KIND_KEYS);
  if (source !== null || name !== null || word !== null) {
    const media =
      mediaOf(word ?? '') ?? (name !== null ? byEnding(name) : null) ?? (source !== null ? mediaOf(source) : null) ?? kind;
    add({ media: media ?? (source !== null && isAddress(source) ? 'link' : 'file'), source, name, alt: textAt(entry, ALT_KEYS) });
    return;
  }
  for (const [key, inner] of Object.entries(entry)) {
    const list = LIST_KEY.exec(key)?.[1]?.toLowerCase();
    readValue(inner, list ? (BY_WORD[list] ?? 'file') : kind, add, depth + 1);
  }
}

/** The first key that holds a text; sizes of an image are objects with an address of their own. */
function textAt(entry: Record<string, unknown>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = entry[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const { url } = value as { url?: unknown };
      if (typeof url === 'string' && url !== '') return url;
    }
  }
  return null;
}

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** By a MIME type, a word, or the ending of a path. */
function mediaOf(text: string): Media | null {
  const word = text.trim().toLowerCase();
  const mime = /^(image|audio|video|text|application)\//.exec(word)?.[1];
  if (mime) return mime === 'image' || mime === 'audio' || mime === 'video' ? mime : 'file';
  if (Object.hasOwn(BY_WORD, word)) return BY_WORD[word]!;
  return byEnding(word);
}

function byEnding(path: string): Media | null {
  const end = /\.([a-z0-9]{1,5})$/i.exec(path.replace(/[?#].*$/s, '').trim())?.[1]?.toLowerCase();
  return end !== undefined && Object.hasOwn(BY_ENDING, end) ? BY_ENDING[end]! : null;
}

/** Tags are cut to this before their attributes are read: nobody writes a longer one. */
const LONGEST_TAG = 4000;

function readMarkup(markup: string, add: (a: Attachment) => void): void {
  for (const match of markup.matchAll(/<(img|video|audio|source)\b/gi)) {
    const close = markup.indexOf('>', match.index);
    if (close < 0) break;
    const tag = markup.slice(match.index, Math.min(close, match.index + LONGEST_TAG));
    const name = match[1]!.toLowerCase();
    const source = attribute(tag, 'src');
    if (name === 'source' && source === null) continue;
    const media = name === 'img' ? 'image' : name === 'source' ? (mediaOf(source!) ?? 'video') : (name as Media);
    if (source?.startsWith('data:')) add({ media, source: null, name: null, alt: attribute(tag, 'alt') });
    else add({ media, source, name: null, alt: attribute(tag, 'alt') });
  }
  for (const match of markup.matchAll(/!\[([^\]\n]{0,500})\]\(([^()\s]{1,2000})/g))
    add({ media: mediaOf(match[2]!) ?? 'image', source: match[2]!, name: null, alt: match[1] === '' ? null : match[1]! });
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined || value.trim() === '' ? null : decodeEntities(value.trim());
}
