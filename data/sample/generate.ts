/** One invented bilingual paid-knowledge community over two years, the same for the same seed, with the truth that was planted. */
import { makeAbuse } from './abuse.ts';
import { closeCampaigns, runCampaigns } from './campaigns.ts';
import { contentTable, makeContents } from './contents.ts';
import { countRows } from './counts.ts';
import { Crowd } from './crowd.ts';
import { makeEvents } from './events.ts';
import { experimentExposures, runExperiments } from './experiments.ts';
import { makeFeedback } from './feedback.ts';
import { makeMembers, memberTable } from './members.ts';
import { buyContents, makeMemberships, membershipTable, orderEvents, orderTable } from './memberships.ts';
import { moderate } from './moderation.ts';
import { type Guards, isGuarded } from './planned.ts';
import { makeAnnouncements, makePosts } from './posts.ts';
import { likePosts, numberPosts, postTable, reactionTable } from './reactions.ts';
import { makeRecLog } from './recLog.ts';
import { keyOf, stream } from './streams.ts';
import { makeSurveys } from './surveys.ts';
import { tableOf } from './table.ts';
import { TOPICS } from './topics/index.ts';
import type { Sample } from './types.ts';

export type { AnswerSheet, ClusterKey, PostTruth, Sample, SampleCounts, SampleTable, Sentiment, TextTruth } from './types.ts';

/** Builds the whole community in memory.
 *  @param options.seed   32-bit integer; default 20241101, the first day of the window
 *  @param options.scale  size against the full community of 3,000 members and 200,000 events; default 1, sensible from 0.05
 *  @returns tables in an order in which every reference points to an earlier table, and the answer sheet. Cost: about 2 s at scale 1. */
export function generateSample(options: { seed?: number; scale?: number } = {}): Sample {
  const { seed = 20241101, scale = 1 } = options;
  const members = makeMembers(seed, scale);
  const contents = makeContents(seed, members);
  const { memberships, orders } = makeMemberships(seed, members);

  // What is decided first: experiments, campaigns and purchases. The rest of the events fill up around it.
  const guards: Guards = new Map();
  const bought = new Set<string>();
  const experiments = runExperiments(seed, members, contents, guards, bought);
  const campaigns = runCampaigns(seed, scale, members, contents, guards, bought);
  const singles = buyContents(seed, scale, members, contents, bought, (m, ms) => isGuarded(guards, m, 'purchase', ms));
  const allOrders = [...orders, ...experiments.orders, ...campaigns.orders, ...singles];
  const planned = [...orderEvents(allOrders), ...experiments.events, ...campaigns.events];
  const log = makeEvents(seed, Math.round(200_000 * scale), members, contents, planned, guards);
  const campaign = closeCampaigns(campaigns, log);

  const crowd = new Crowd(stream(seed, 'crowd'), members, log);
  const notices = makeAnnouncements(stream(seed, 'announcements'), members, contents);
  const talk = makePosts(stream(seed, 'posts'), Math.round(14_500 * scale), members, contents, crowd);
  const abuse = makeAbuse(stream(seed, 'abuse'), scale, members, contents, talk, crowd);
  const posts = numberPosts([...notices, ...talk, ...abuse.posts]);
  const likes = likePosts(stream(seed, 'likes'), Math.round(10_000 * scale), posts, crowd);
  const post = postTable(stream(seed, 'post-rows'), posts);
  const moderation = moderate(stream(seed, 'moderation'), scale, posts, abuse.posts, crowd);
  const feedback = makeFeedback(stream(seed, 'feedback'), scale, members, contents, log);
  const recLog = makeRecLog(stream(seed, 'rec-log'), Math.round(20_000 * scale), members, contents, log);

  const exposure = tableOf('exposure', [
    'source_key',
    'experiment_key',
    'unit_key',
    'member_id',
    'arm',
    'content_id',
    'position',
    'propensity',
    'reward',
    'exposed_at',
  ]);
  [...experimentExposures(experiments.enrolled), ...recLog.rows].forEach((row, n) => {
    exposure.add({ source_key: keyOf('x', n + 1, 5), ...row });
  });
  const tables = [
    memberTable(seed, members),
    membershipTable(memberships),
    contentTable(contents),
    campaign.table,
    campaigns.touches,
    orderTable(seed, allOrders),
    log.table,
    post.table,
    reactionTable(likes),
    feedback.table,
    ...makeSurveys(stream(seed, 'surveys'), scale, members, contents),
    ...moderation.tables,
    ...experiments.tables,
    exposure.table,
  ];
  return {
    name: '青梧学社 · Wutong Learning Club',
    tz: 'Asia/Shanghai',
    currency: 'CNY',
    tables,
    answers: {
      seed,
      scale,
      clusters: Object.fromEntries(members.filter((m) => m.role !== 'bot').map((m) => [m.key, m.behaviour.key])),
      interests: Object.fromEntries(members.map((m) => [m.key, TOPICS[m.topic]!.key])),
      posts: post.truth,
      feedback: feedback.truth,
      nearDuplicates: abuse.floods.map((group) => group.map((p) => p.key).sort()),
      campaigns: campaign.truth,
      experiments: experiments.truth,
      policies: recLog.truth,
      moderation: {
        wrongDecisions: moderation.wrongDecisions,
        pendingItems: moderation.pendingItems,
        truePositives: moderation.truePositives,
      },
      counts: countRows(tables),
    },
  };
}
