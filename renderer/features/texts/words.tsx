import { AudioLines, File, Image, Link, type LucideIcon, Video } from 'lucide-react';
import type { Media, TextForm, TextRow } from '../../../core/api/contract.ts';
import type { T } from '../../i18n/t.ts';

export const MEDIA_ICONS: Record<Media, LucideIcon> = { image: Image, audio: AudioLines, video: Video, file: File, link: Link };

export const formName = (t: T, form: TextForm): string => t(`texts.form.${form}`);
export const authorName = (t: T, { memberName }: Pick<TextRow, 'memberName'>): string => memberName ?? t('texts.author.unknown');
