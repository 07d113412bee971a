/** What a subject of the club needs so that people can talk about it in one language. */

/** Something members get stuck on, in the first person, and advice that answers exactly that. */
export interface Problem {
  ask: string;
  tips: readonly string[];
}

export interface Course {
  title: string;
  lessons: readonly string[];
}

export interface TopicText {
  /** Channel and tag name. */
  name: string;
  /** Noun phrases one can study or mention. */
  things: readonly string[];
  problems: readonly Problem[];
  /** Statements a lesson might make, without final stop. */
  insights: readonly string[];
  /** What a member did, first person without subject ("把…分了类", "rewrote the opening"). */
  doings: readonly string[];
  /** Results worth telling, first person clause. */
  wins: readonly string[];
  courses: readonly Course[];
}

export interface Topic {
  key: string;
  zh: TopicText;
  en: TopicText;
}
