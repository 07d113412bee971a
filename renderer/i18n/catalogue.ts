/** Every text of the interface: one file a feature and language. */

import answersEn from './en/answers.json' with { type: 'json' };
import boardEn from './en/board.json' with { type: 'json' };
import clustersEn from './en/clusters.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import feelingEn from './en/feeling.json' with { type: 'json' };
import funnelsEn from './en/funnels.json' with { type: 'json' };
import lexiconEn from './en/lexicon.json' with { type: 'json' };
import lifecycleEn from './en/lifecycle.json' with { type: 'json' };
import movedEn from './en/moved.json' with { type: 'json' };
import networkEn from './en/network.json' with { type: 'json' };
import pathsEn from './en/paths.json' with { type: 'json' };
import profilesEn from './en/profiles.json' with { type: 'json' };
import retentionEn from './en/retention.json' with { type: 'json' };
import rfmEn from './en/rfm.json' with { type: 'json' };
import riskEn from './en/risk.json' with { type: 'json' };
import segmentsEn from './en/segments.json' with { type: 'json' };
import surveysEn from './en/surveys.json' with { type: 'json' };
import textsEn from './en/texts.json' with { type: 'json' };
import valueEn from './en/value.json' with { type: 'json' };
import voiceEn from './en/voice.json' with { type: 'json' };
import answersZh from './zh-CN/answers.json' with { type: 'json' };
import boardZh from './zh-CN/board.json' with { type: 'json' };
import clustersZh from './zh-CN/clusters.json' with { type: 'json' };
import commonZh from './zh-CN/common.json' with { type: 'json' };
import feelingZh from './zh-CN/feeling.json' with { type: 'json' };
import funnelsZh from './zh-CN/funnels.json' with { type: 'json' };
import lexiconZh from './zh-CN/lexicon.json' with { type: 'json' };
import lifecycleZh from './zh-CN/lifecycle.json' with { type: 'json' };
import movedZh from './zh-CN/moved.json' with { type: 'json' };
import networkZh from './zh-CN/network.json' with { type: 'json' };
import pathsZh from './zh-CN/paths.json' with { type: 'json' };
import profilesZh from './zh-CN/profiles.json' with { type: 'json' };
import retentionZh from './zh-CN/retention.json' with { type: 'json' };
import rfmZh from './zh-CN/rfm.json' with { type: 'json' };
import riskZh from './zh-CN/risk.json' with { type: 'json' };
import segmentsZh from './zh-CN/segments.json' with { type: 'json' };
import surveysZh from './zh-CN/surveys.json' with { type: 'json' };
import textsZh from './zh-CN/texts.json' with { type: 'json' };
import valueZh from './zh-CN/value.json' with { type: 'json' };
import voiceZh from './zh-CN/voice.json' with { type: 'json' };

export const en = {
  ...commonEn,
  ...segmentsEn,
  ...retentionEn,
  ...lexiconEn,
  ...feelingEn,
  ...boardEn,
  ...lifecycleEn,
  ...funnelsEn,
  ...pathsEn,
  ...clustersEn,
  ...networkEn,
  ...rfmEn,
  ...riskEn,
  ...movedEn,
  ...profilesEn,
  ...answersEn,
  ...valueEn,
  ...voiceEn,
  ...textsEn,
  ...surveysEn,
};
export const zh = {
  ...commonZh,
  ...segmentsZh,
  ...retentionZh,
  ...lexiconZh,
  ...feelingZh,
  ...boardZh,
  ...lifecycleZh,
  ...funnelsZh,
  ...pathsZh,
  ...clustersZh,
  ...networkZh,
  ...rfmZh,
  ...riskZh,
  ...movedZh,
  ...profilesZh,
  ...answersZh,
  ...valueZh,
  ...voiceZh,
  ...textsZh,
  ...surveysZh,
};
