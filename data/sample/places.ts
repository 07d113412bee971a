/** Where members live, what they do, how they came: the choices of the sign-up form, with weights. */
export interface Place {
  country: string;
  region: string;
  cities: readonly string[];
  weight: number;
}

export const HOME: readonly Place[] = [
  ['广东', ['深圳', '广州', '佛山', '东莞'], 13],
  ['浙江', ['杭州', '宁波', '温州', '嘉兴'], 11],
  ['江苏', ['苏州', '南京', '无锡', '南通'], 10],
  ['上海', ['上海'], 9],
  ['北京', ['北京'], 9],
  ['四川', ['成都', '绵阳', '宜宾'], 7],
  ['山东', ['青岛', '济南', '烟台'], 6],
  ['湖北', ['武汉', '宜昌', '襄阳'], 5],
  ['湖南', ['长沙', '株洲', '岳阳'], 4],
  ['福建', ['厦门', '福州', '泉州'], 4],
  ['河南', ['郑州', '洛阳', '新乡'], 4],
  ['陕西', ['西安', '咸阳', '宝鸡'], 3],
  ['安徽', ['合肥', '芜湖', '安庆'], 3],
  ['重庆', ['重庆'], 3],
  ['辽宁', ['大连', '沈阳'], 2],
  ['河北', ['石家庄', '保定'], 2],
  ['天津', ['天津'], 2],
  ['江西', ['南昌', '赣州'], 2],
  ['广西', ['南宁', '桂林'], 1.5],
  ['云南', ['昆明', '大理'], 1.5],
  ['黑龙江', ['哈尔滨'], 1],
  ['贵州', ['贵阳', '遵义'], 1],
  ['山西', ['太原'], 1],
  ['甘肃', ['兰州'], 0.5],
  ['海南', ['海口', '三亚'], 0.5],
].map(([region, cities, weight]) => ({ country: 'CN', region, cities, weight }) as Place);

export const ABROAD: readonly Place[] = [
  ['SG', 'Singapore', ['Singapore'], 14],
  ['MY', 'Selangor', ['Petaling Jaya', 'Shah Alam'], 7],
  ['MY', 'Penang', ['George Town'], 4],
  ['CA', 'Ontario', ['Toronto', 'Ottawa', 'Waterloo'], 12],
  ['CA', 'British Columbia', ['Vancouver', 'Burnaby'], 10],
  ['US', 'California', ['San Jose', 'Los Angeles', 'Irvine'], 12],
  ['US', 'Washington', ['Seattle', 'Bellevue'], 6],
  ['US', 'New York', ['New York', 'Buffalo'], 6],
  ['US', 'Texas', ['Austin', 'Houston'], 4],
  ['GB', 'England', ['London', 'Leeds', 'Bristol'], 10],
  ['AU', 'Victoria', ['Melbourne'], 6],
  ['AU', 'New South Wales', ['Sydney'], 6],
  ['NZ', 'Auckland', ['Auckland'], 3],
  ['DE', 'Berlin', ['Berlin'], 3],
  ['IE', 'Leinster', ['Dublin'], 2],
  ['NL', 'Utrecht', ['Utrecht'], 2],
].map(([country, region, cities, weight]) => ({ country, region, cities, weight }) as Place);

/** Labels are bilingual, as on the form. */
export const OCCUPATIONS = [
  '教师 Teacher',
  '程序员 Software',
  '运营 Operations',
  '产品经理 Product',
  '财务 Finance',
  '医护 Healthcare',
  '学生 Student',
  '全职父母 Full-time parent',
  '自由职业 Freelance',
  '公务员 Public service',
  '销售 Sales',
  '设计 Design',
  '行政人事 Admin and HR',
  '个体经营 Small business',
  '退休 Retired',
] as const;
export const OCCUPATION_WEIGHTS = [12, 11, 9, 8, 8, 7, 8, 8, 7, 5, 5, 4, 5, 4, 2];
export const EDUCATIONS = ['高中及以下 High school', '大专 College', '本科 Bachelor', '硕士 Master', '博士 Doctorate'] as const;
export const EDUCATION_WEIGHTS = [6, 17, 52, 21, 4];
export const CHANNELS = [
  'friend',
  'newsletter',
  'short-video',
  'search',
  'podcast',
  'offline-event',
  'partner',
  'advert',
] as const;
export const CHANNEL_WEIGHTS = [26, 16, 20, 12, 9, 5, 6, 6];

/** Weight of each occupation for each subject, above 1 where the two fit together (index of OCCUPATIONS). */
export const TOPIC_FIT: Record<string, Partial<Record<number, number>>> = {
  writing: { 0: 2, 8: 3, 2: 2, 14: 3 },
  data: { 1: 3, 2: 3, 4: 2, 3: 2 },
  finance: { 4: 3, 9: 2, 10: 2, 13: 2 },
  psychology: { 0: 2, 5: 3, 12: 2 },
  parenting: { 7: 6, 0: 2, 5: 1.5 },
  product: { 3: 7, 1: 2, 11: 3 },
  english: { 6: 4, 10: 2, 12: 1.5 },
  health: { 1: 2, 5: 3, 14: 5, 12: 1.5 },
};

export const AGE_BANDS: readonly [number, string][] = [
  [24, '18-24'],
  [34, '25-34'],
  [44, '35-44'],
  [54, '45-54'],
  [120, '55+'],
];
