/** English: practical questions about the club, each with answers to exactly that question. */
import type { AspectQuestion } from './aspects.ts';

export const aspectQuestions: readonly AspectQuestion[] = [
  {
    aspect: 'price',
    ask: ['Monthly or annual if I mainly want {thing}?', 'What does annual include that monthly does not?'],
    answer: [
      'Annual includes the small classes, the {thing} recordings are in both.',
      'Take a month first and upgrade, they credit the difference.',
      'If you do more than three courses a year, annual is cheaper.',
    ],
  },
  {
    aspect: 'price',
    ask: ['Is there a sale coming up? Looking at the {thing} course.', 'Should I wait for the anniversary offer?'],
    answer: [
      'Twice a year, and the difference is small. I would not wait.',
      'Last year annual came with two extra months in the sale.',
      'Depends how soon you need {thing}.',
    ],
  },
  {
    aspect: 'price',
    ask: ['Do I keep the {thing} course when my membership ends?', 'Do single courses expire?'],
    answer: [
      'Single purchases stay, member-only lessons close.',
      'They stay, I paused for {few} months and {thing} was still there.',
      'No expiry on single courses, only on replays.',
    ],
  },
  {
    aspect: 'refund',
    ask: [
      'Bought the wrong {thing} course and have not opened it. How do I return it?',
      'I ordered {thing} twice by accident, can one be refunded?',
    ],
    answer: [
      'Seven days if you have not watched it, button at the bottom of the order page.',
      'The free preview does not count as watched, so you are fine.',
      'They can also swap it for another course.',
    ],
  },
  {
    aspect: 'refund',
    ask: ['How long do refunds take?', 'When should the money for {thing} be back?'],
    answer: [
      'Mine took {few} working days, same card.',
      'Weekend requests start on Monday.',
      'If it is more than a week, nudge support with the order number.',
    ],
  },
  {
    aspect: 'app',
    ask: ['Where do I set the playback speed?', 'Speed keeps jumping back to 1.0 in {thing}, any fix?'],
    answer: [
      'Three dots on the player, it can remember the last speed.',
      'Update the app, the new version keeps it.',
      'Settings, then default speed.',
    ],
  },
  {
    aspect: 'app',
    ask: ['Is there a desktop version? {thing} is tiny on my phone.', 'Can I watch {thing} on a laptop?'],
    answer: [
      'The web version works, only downloads are phone only.',
      'Yes, same account, and you can print the {thing} handouts.',
      'A tablet is the sweet spot for me.',
    ],
  },
  {
    aspect: 'app',
    ask: ['New phone: do I lose my {thing} progress?', 'Do downloads move to a new device?'],
    answer: [
      'Progress follows the account, downloads you have to fetch again.',
      'Just sign in, my progress in {thing} was there.',
      'Progress yes, cached files no.',
    ],
  },
  {
    aspect: 'schedule',
    ask: ['Which day is the {thing} live?', 'Where is the timetable for {thing}?'],
    answer: [
      'Usually Wednesday evening Beijing time, see the pinned timetable.',
      'Pinned in announcements, changes are posted there too.',
      '{thing} is every other week.',
    ],
  },
  {
    aspect: 'schedule',
    ask: ['Missed the {thing} live, is there a replay?', 'When does the replay go up?'],
    answer: [
      'Same night or next noon, bottom of the course page.',
      'It is up already, I watched {thing} this morning.',
      'Yes, without the call-in part.',
    ],
  },
  {
    aspect: 'schedule',
    ask: ['I am twelve hours behind, any live at another time?', 'Is homework due on Sunday in Beijing time?'],
    answer: [
      'Saturday morning there is one, most people abroad join that.',
      'Go by the countdown on the homework page.',
      'A few hours late is fine, they still mark it.',
    ],
  },
  {
    aspect: 'content',
    ask: ['Complete beginner in {thing}, where do I start?', 'Is "{title}" too hard for a first course?'],
    answer: [
      'First two lessons of "{title}", then decide.',
      'It is fine, the first three lessons are all warm-up.',
      'I started from nothing, {thing} took me {few} weeks to feel normal.',
    ],
  },
  {
    aspect: 'content',
    ask: ['{thing} first or {thing2} first?', 'What order would you take these in: {thing}, {thing2}?'],
    answer: [
      '{thing} first, the other way round was hard.',
      'Depends on your goal, {thing} pays off sooner.',
      '{thing2}, it is short and you need it later anyway.',
    ],
  },
  {
    aspect: 'content',
    ask: ['I have twenty minutes a day, how do I fit in {thing}?', 'How many sessions a week for {thing} make sense?'],
    answer: [
      'One short lesson a day and one exercise at the weekend.',
      '{few} a week, short and steady.',
      'Do the exercise before the video, you will know what to listen for.',
    ],
  },
  {
    aspect: 'content',
    ask: ['Any English lessons on {thing} coming?', 'Are there books to go with {thing}?'],
    answer: [
      '{teacher} posts a reading list every month in the column.',
      'Finish the exercises before buying books.',
      'A new one on {thing} is on the roadmap, they said.',
    ],
  },
  {
    aspect: 'community',
    ask: ['Anyone in {city} learning {thing}?', 'Are there meet-ups in {city}?'],
    answer: [
      'Me! Weekend coffee?',
      'There was one last month, watch the events channel.',
      'Get {few} people together and they help with a room.',
    ],
  },
  {
    aspect: 'community',
    ask: ['Looking for a {thing} buddy, every other day or so.', 'I cannot keep up {thing} alone, any group open?'],
    answer: [
      'Count me in, I usually study around {clock}.',
      'The buddy thread is renewed every Monday.',
      'Our {thing} group has one seat left.',
    ],
  },
  {
    aspect: 'community',
    ask: ['Just joined, what should I do first?', 'Where do newcomers say hello?'],
    answer: [
      'Say hello in the pinned thread and name one goal.',
      'Take one short course end to end, {thing} is a good one.',
      'Welcome! Join a study group early, it is the best part.',
    ],
  },
];
