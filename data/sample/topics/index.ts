/** The eight subjects of the club. */
import { data } from './data.ts';
import { english } from './english.ts';
import { finance } from './finance.ts';
import { health } from './health.ts';
import { parenting } from './parenting.ts';
import { product } from './product.ts';
import { psychology } from './psychology.ts';
import type { Topic } from './topic.ts';
import { writing } from './writing.ts';

export type { Problem, Topic, TopicText } from './topic.ts';
export const TOPICS: readonly Topic[] = [writing, data, finance, psychology, parenting, product, english, health];
