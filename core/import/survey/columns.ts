/** What the columns of a survey export are: about the response, about the respondent, or an answer. */
import { normalName } from '../columnTypes.ts';

export type MetaRole = 'respondent' | 'started' | 'submitted' | 'channel' | 'member';

/** Names as `normalName` leaves them, the likeliest first. */
const ROLES: Record<MetaRole, readonly string[]> = {
  respondent: [
    'respondentid',
    'responseid',
    'submissionid',
    'answerid',
    'recordid',
    'respondent',
    'response#',
    'responsenumber',
    'resultid',
    'uuid',
    '#',
    'id',
    'no',
    '答卷编号',
    '答卷序号',
    '答卷id',
    '提交序号',
    '答题序号',
    '编号',
    '序号',
  ],
  started: [
    'startdate',
    'starttime',
    'startedat',
    'datestarted',
    'datecreated',
    'start',
    '开始时间',
    '开始答题时间',
    '答题开始时间',
  ],
  submitted: [
    'enddate',
    'endtime',
    'submittedat',
    'submitdate',
    'submissiontime',
    'datesubmitted',
    'submissiondate',
    'completedat',
    'completiontime',
    'recordeddate',
    'timestamp',
    'datemodified',
    'end',
    'submitted',
    '提交时间',
    '提交答卷时间',
    '答题时间',
    '结束时间',
    '完成时间',
    '时间戳',
    '时间戳记',
    '填写时间',
  ],
  channel: [
    'collectorid',
    'collector',
    'distributionchannel',
    'channel',
    'source',
    '来源',
    '来源渠道',
    '渠道',
    '收集器',
    '答卷来源',
  ],
  member: [
    'memberid',
    'userid',
    'customerid',
    'learnerid',
    'studentid',
    'externalreference',
    'externaldatareference',
    'memberno',
    'member',
    'user',
    '会员编号',
    '会员id',
    '用户id',
    '用户编号',
    '成员编号',
    '成员id',
    '学员编号',
    '学员id',
    '学号',
    'userhandle',
    'handle',
    'username',
    'nickname',
    'screenname',
    '昵称',
    '微信昵称',
    '用户名',
    '用户昵称',
    '群昵称',
    'emailaddress',
    'email',
    'e-mail',
    '邮箱',
    '电子邮箱',
    '电子邮件',
  ],
};

/** About the device, the person outside, or the tool: no answers, and not imported. */
const IGNORED: ReadonlySet<string> = new Set([
  'ipaddress',
  'ip',
  'firstname',
  'lastname',
  'fullname',
  'recipientfirstname',
  'recipientlastname',
  'recipientemail',
  'emailaddress',
  'email',
  'phone',
  'phonenumber',
  'customdata1',
  'customdata',
  'progress',
  'finished',
  'status',
  'responsetype',
  'durationinseconds',
  'duration',
  'timetaken',
  'userlanguage',
  'locationlatitude',
  'locationlongitude',
  'useragent',
  'referrer',
  'networkid',
  'seed',
  'lastpage',
  'startlanguage',
  'totalscore',

  '所用时间',
  '答题时长',
  '用时',
  '来源详情',
  '来自ip',
  'ip地址',

  '总分',
  '手机',
  '手机号',
  '手机号码',
  '电话',
  '联系电话',
  '联系方式',
  '微信号',
  '真实姓名',
  '姓名',
  '邮箱',
  '电子邮箱',
  '电子邮件',
]);

export interface ColumnRoles {
  meta: Partial<Record<MetaRole, number>>;
  /** Indexes of columns that may be answers, ascending. */
  answers: number[];
}

/** @param hasChoice columns below which a choice is written: those are answers, whatever the name */
export function columnRoles(columns: readonly string[], hasChoice: (column: number) => boolean = () => false): ColumnRoles {
  const names = columns.map((name) => normalName(name).replace(/[()（）?？]/g, ''));
  const meta: ColumnRoles['meta'] = {};
  const taken = new Set<number>();
  for (const role of Object.keys(ROLES) as MetaRole[]) {
    for (const name of ROLES[role]) {
      const at = names.findIndex((n, c) => n === name && !taken.has(c) && !hasChoice(c));
      if (at < 0) continue;
      meta[role] = at;
      taken.add(at);
      break;
    }
  }
  const isSpare = (name: string, c: number) =>
    IGNORED.has(name) || Object.values(ROLES).some((list) => list.includes(name) && !hasChoice(c));
  const answers = columns.map((_, c) => c).filter((c) => !taken.has(c) && !(isSpare(names[c]!, c) && !hasChoice(c)));
  return { meta, answers };
}

/** How certain an export looks like a survey's from its names alone: a question mark, a question number, a choice in brackets. */
export function looksAsked(name: string): boolean {
  const text = name.trim();
  return (
    /[?？](\s*[[(（【].*)?$/.test(text) ||
    /^\s*(q\d+|\d+\s*[、．.:：)])\s*\S/i.test(text) ||
    /^q\d+\b/i.test(text) ||
    /\S\s*\[[^\]]+\]$/.test(text)
  );
}
