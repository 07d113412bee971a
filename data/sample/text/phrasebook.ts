/** All phrases of one language under one roof. */
import * as enHelp from '../phrases/enHelp.ts';
import * as enShare from '../phrases/enShare.ts';
import * as enVoice from '../phrases/enVoice.ts';
import * as zhHelp from '../phrases/zhHelp.ts';
import * as zhShare from '../phrases/zhShare.ts';
import * as zhVoice from '../phrases/zhVoice.ts';
import type { Lang } from '../types.ts';

export const SUBJECTS: Record<string, Record<Lang, string>> = {
  writing: { zh: '写作', en: 'writing' },
  data: { zh: '数据分析', en: 'data work' },
  finance: { zh: '理财', en: 'personal finance' },
  psychology: { zh: '心理', en: 'psychology' },
  parenting: { zh: '育儿', en: 'parenting' },
  product: { zh: '产品', en: 'product work' },
  english: { zh: '英语', en: 'languages' },
  health: { zh: '健康管理', en: 'healthy living' },
};

export const ZH = {
  ...zhShare,
  ...zhVoice,
  ...zhHelp,
  cPos: [...zhShare.cPos, ...zhShare.cPos2],
  cNeu: [...zhShare.cNeu, ...zhShare.cNeu2],
  cNeg: [...zhShare.cNeg, ...zhShare.cNeg2],
  slots: zhShare.zhSlots,
  end: '。',
  gap: '',
};
export const EN = {
  ...enShare,
  ...enVoice,
  ...enHelp,
  cPos: [...enShare.cPos, ...enShare.cPos2],
  cNeu: [...enShare.cNeu, ...enShare.cNeu2],
  cNeg: [...enShare.cNeg, ...enShare.cNeg2],
  slots: enShare.enSlots,
  end: '',
  gap: ' ',
};
