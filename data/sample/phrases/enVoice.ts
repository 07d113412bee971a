/** English: praise and complaints by aspect of the club, staff replies, suggestions, reasons to leave. */
import type { Aspect } from './aspects.ts';

export const praise: Record<Aspect, readonly string[]> = {
  content: [
    'The new lessons on {thing} are excellent.',
    '"{title}" is the most useful thing I watched all year.',
    'I have not found {thing} explained this well anywhere else.',
    'Kudos to the content team, the {thing} cases are fresh.',
    'From zero to using {thing} at work in {few} weeks.',
  ],
  teacher: [
    '{teacher} marked my homework on {thing} line by line, impressive.',
    '{teacher} was so patient with my clumsy questions about {thing}.',
    'Big thanks to {teacher} for staying on until midnight.',
    '{teacher} spotted my mistake with {thing} in one sentence.',
    'I like that {teacher} does not lecture down to us.',
  ],
  price: [
    'The annual plan is great value, {thing} alone pays for it.',
    'Cheaper than one evening class and I learned more.',
    'Renewed with the loyalty price, very happy.',
    'For the price of a coffee a week this is a steal.',
  ],
  refund: [
    'Refund arrived in two days, no questions. Respect.',
    'I sent a course back and support was lovely about it.',
    'The refund button is easy to find, which is why I trust them and renewed.',
  ],
  app: [
    'Dark mode and the speed memory are great.',
    'No more crashes during {thing} since the update, thanks!',
    'Offline download saved me on a long flight.',
    'Search is finally good, found an old {thing} thread in seconds.',
  ],
  service: [
    'Support answered in five minutes and fixed my access.',
    'Our class lead checks in every week, it feels personal.',
    'Got my invoice the same day, nice.',
    'I bought {thing} twice by mistake and they swapped one without fuss.',
  ],
  schedule: [
    'The new live time finally works for Europe, thank you!',
    'Love that the timetable comes out a week ahead.',
    'Replays on the same evening are a blessing.',
    'Two {thing} sessions a week is a much better rhythm.',
  ],
  community: [
    'Kind people here, I asked about {thing} and got {few} thoughtful answers.',
    'Met some of you in {city}, even better offline.',
    'My study group is amazing, nobody dropped out in {day} days.',
    'No hype and no shouting, so refreshing.',
    'Shout-out to my buddy who drags me to {thing} every day.',
  ],
};

export const complaint: Record<Aspect, readonly string[]> = {
  content: [
    'No update on {thing} for {few} weeks and not a word about it.',
    '"{title}" is an old course with a new cover.',
    'The title says {thing}, half of it is {thing2}.',
    'There is hardly anything left for advanced members.',
    'The download links in {thing} are dead, I reported it {few} times.',
  ],
  teacher: [
    '{teacher} was clearly unprepared, {thing} made no sense.',
    'I asked {teacher} about {thing} {few} days ago, still no reply.',
    '{teacher} keeps telling stories and barely touches {thing}.',
    'The feedback on my homework is copy and paste, useless.',
    'Quality of {thing} dropped badly since the new teacher took over.',
  ],
  price: [
    'Second price rise in {few} months, that is too much.',
    'I pay for annual and still have to buy {thing} separately, feels like a trick.',
    'New members pay half of what I pay to renew, insulting.',
    'That price for {few} short lessons on {thing} is a bad deal.',
    'Bought at full price and it was discounted the next day, annoyed.',
  ],
  refund: [
    'My refund has been "processing" for {few} weeks and support only says wait.',
    'Seven days no questions asked, except they did ask and then refused.',
    'I only got half of it back and nobody explains why.',
    'Cannot even find the refund button for {thing}, disappointing.',
    'Every time I chase the refund I start again with a new person.',
  ],
  app: [
    'The app crashes whenever I open {thing} since the update.',
    'Lost all my progress in {thing}, so frustrating.',
    'Subtitles are {few} seconds behind on Android, unwatchable.',
    'The check-in button did nothing and broke my {day} day streak, I am upset.',
    'Search is useless, I typed {thing} and got recipes.',
    'Notifications switch themselves back on, terrible.',
  ],
  service: [
    'Support read my message and ignored it for {few} days.',
    'Our class group has been dead for a week, no tutor in sight.',
    'It took {few} weeks to correct one line on an invoice.',
    'They promised me the {thing} course as compensation and then denied it.',
    'The bot answers the wrong question and a human takes forty minutes.',
  ],
  schedule: [
    'The live was moved half an hour before it started, I had taken time off for it.',
    'All {thing} lives are in the middle of my night, no alternative offered.',
    'The lesson was due on Wednesday and it is still not there.',
    'Still no replay after {few} days and the homework is already closed.',
    '{few} lives in one week, impossible to follow.',
  ],
  community: [
    'More and more adverts here, the {thing} channel is hard to read.',
    'I asked {few} times and nobody answers, only check-ins everywhere.',
    'Some people are rude to newcomers and no moderator says a word.',
    'I am the last one left in my {thing} group, sad.',
    'Ten pages of "+1" before anything useful on {thing}.',
  ],
};

export const complaintTail = [
  '',
  '',
  'Please look into it.',
  'I will not renew if this goes on.',
  '{few} friends say the same.',
  'Anyone else?',
  'It was not like this before.',
  'Really disappointed.',
  'I am a paying member after all.',
  'Please explain.',
  'It spoils the mood.',
  '@{teacher} do you see this?',
];
export const butGood = [
  'I like the {thing} material, but',
  'The teachers are good, but',
  'Happy for {few} months, until now.',
  'I wanted to recommend this to {who}, but',
  'Everything else is fine, however',
  '',
  '',
];
export const meToo = [
  'Same here, since last week.',
  '+1, thought it was only me.',
  'Agreed, it has been getting worse.',
  'Bumping this so that staff see it.',
  'I had to write to support {few} times.',
  'I get it, I was angry too.',
  'And it happens in {thing} as well.',
  'A friend left over this.',
  'Waiting for an official reply.',
  'Was about to post the same.',
  'So it is not just me then.',
];
/** What the staff answers, in the order of the complaints above. */
export const staff: Record<Aspect, readonly string[]> = {
  content: [
    'Thank you, {thing} is behind schedule. Two lessons go up this month.',
    'It was re-edited and the summary should say so. You can send it back if you like.',
    'Fair, the title is being changed.',
    'Advanced lessons are in the making, {thing} comes first.',
    'The links are replaced, sorry that you had to report it again and again.',
  ],
  teacher: [
    'That session was not good enough. There is an extra one on {thing} this Saturday.',
    'The teacher is travelling, I collect the questions and you get an answer tomorrow.',
    'Passed on, the next one follows the outline.',
    'A different tutor will mark your homework this week, line by line.',
    'Heard. We are adding a trial lesson before anybody takes over a course.',
  ],
  price: [
    'I understand. It should have been announced a month ahead, sorry.',
    '{thing} is separate because of the personal feedback. We should have said so.',
    'The loyalty price is under review, you will hear from us.',
    'You can watch two lessons first, unfinished courses can be returned within seven days.',
    'Send me the order number and we add the difference as extra weeks.',
  ],
  refund: [
    'Found it. It is with finance and goes back to the same account within {few} working days.',
    'We were not clear there, I have approved yours by hand.',
    'Partial refunds are counted by day, I send you the details.',
    'The button is at the bottom of the order page. Too hidden, we will move it. Yours is on its way.',
    'Sorry for the runaround, I will follow this to the end.',
  ],
  app: [
    'Reproduced. A fix goes out tonight and I will post here.',
    'Your progress is safe on our side, please sign in again after the update.',
    'Could you send me the device and version? Others see it as well.',
    'Your lost check-ins are restored, the button is fixed tonight.',
    'Search is being rebuilt, for now filter by channel.',
    'From the next version it stays off when you switch it off.',
  ],
  service: [
    'Sorry about the wait, I am taking this over.',
    'The tutor was ill and nobody stepped in. I look after the group from today.',
    'The corrected invoice is in your mail.',
    'I found the note, {thing} is in your account now.',
    'Two more people are on duty in the evenings from this week.',
  ],
  schedule: [
    'You are right, from now on changes are announced a day ahead.',
    '{thing} gets a Saturday morning slot next month.',
    'Sorry, a recording had to be redone. It goes up tonight.',
    'The replay is up now and the homework stays open for {few} more days.',
    'Noted, no more than two a week from now on.',
  ],
  community: [
    'The advertiser has been muted, please keep reporting.',
    'There is a pinned thread for questions now, someone checks it daily.',
    'Seen, and I have had a word with the person. Sorry about that.',
    'We merge the {thing} groups this week, I will add you.',
    'Check-ins get a channel of their own.',
  ],
};
export const staffIdea = [
  'Nice idea, it is on the list for our weekly meeting.',
  'I passed it on to the {thing} team.',
  'In the works, news in {few} weeks.',
  'Thanks, we will look into it and reply here.',
  'Many ask for this, it is with the developers.',
];
export const staffThanks = [
  'Thanks, I will wait then.',
  'That was quick, thank you.',
  'Works now, thanks.',
  'OK, appreciate the reply.',
  'Sent you a message.',
  'Fair enough, thanks for explaining.',
  'Good, let us see.',
];
export const suggestion = [
  'Please make an advanced course on {thing}.',
  'A one page checklist after each {thing} lesson would help.',
  'Could replays have chapters?',
  'An audio-only mode would be great.',
  'Let us make up one missed check-in instead of resetting.',
  'A live slot for Europe and the Americas, please.',
  'More from {teacher} on {thing2}, please.',
  'English subtitles for the Chinese {thing} courses would open them to me.',
  'Please let search sort by date.',
  'A {city} meet-up would be fun.',
  'Collect the best {thing} homework in one place.',
];
export const exitReason = [
  'Too busy, have not opened it in {few} months.',
  'I learned what I needed about {thing}.',
  'The price went over my budget.',
  'My group fell apart and I lost the habit.',
  'New job, no more need for {thing}.',
  'The live sessions are at night for me.',
  'Too few new lessons on {thing} in English.',
  'Support never solved my problem.',
  'Family matters, hope to be back next year.',
  'Not your fault, I just did not stick with it.',
  'The app kept failing on my phone.',
];
export const praiseBut = [
  '',
  '',
  '',
  'I was sceptical at first.',
  'Did not expect to say this.',
  'Honestly,',
  '{who} talked me into joining.',
  'Only here for {few} weeks.',
  'I hesitated because of the price, then joined anyway.',
];
export const praiseTail = [
  '',
  '',
  '',
  'Keep it up!',
  'Thank you all.',
  'Five stars.',
  '{who} is joining too.',
  'Much better than I expected.',
  'Made my week.',
];
export const noteTitle = [
  'Notes on {thing}',
  '{thing}, {week}',
  'Day {day}: {thing}',
  'What I learned about {thing}',
  'Rethinking {thing}',
  'My {thing} log',
];
export const questionTitle = [
  'Help with {subject}',
  'Question about {subject}',
  'Stuck',
  'Is it just me?',
  'How do you handle this?',
  'Newcomer question',
  'Looking for advice',
];
export const praiseTitle = ['Thank you', 'Credit where it is due', 'Some good news', 'Happy member here', 'In praise of {thing}'];
export const complaintTitle = [
  'A problem',
  'Disappointed',
  'For the team to read',
  'Can this be fixed?',
  'About the last few weeks',
];
export const announcement = [
  'Timetable: Wednesday at eight Beijing time: {title}. Replay up by noon the next day.',
  'Notice: Sign-up for the {thing} camp is open, {day} seats.',
  'Maintenance: Short outage at {clock}, check-in streaks are safe.',
  'Pick of the week: We collected the best of the "{title}" thread.',
  'House rules: No adverts and no contact details please, report what you see.',
  'Homework: Selected {thing} homework is up with comments by {teacher}.',
  'Change: {teacher} is travelling, the {thing} live moves to Saturday.',
];
export const staffOpen = [
  '',
  '',
  'Hi,',
  'Hello,',
  'Hi there.',
  'Thanks for saying so.',
  'Team here.',
  'Just saw this.',
  'Morning!',
];
export const staffClose = [
  '',
  '',
  '',
  'Thank you for your patience.',
  'Feel free to write to me.',
  'I keep you posted here.',
  '🙏',
  'Thanks for being direct.',
  'Have a good day.',
];
export const meTooApp = [
  'Same on my tablet.',
  'It took {few} days until mine was fixed.',
  'On and off for me.',
  'Reinstalling does not help, do not bother.',
  'Web is fine, phone is not.',
  'Same phone, same bug.',
];
export const staffUnhappy = [
  'Still not solved.',
  'That was the answer {few} days ago as well.',
  'Apologies are nice, a date would be better.',
  'I wrote {few} times already and nobody came back to me.',
  'Hard to believe by now.',
  'Fine, I wait {few} more days and then I am out.',
];
