/** What menus and dialogs say; the page has its own texts. Both languages have the same keys (typed). */
export type Language = 'zh-CN' | 'en';

const en = {
  file: 'File',
  open: 'Open workspace…',
  import: 'Import…',
  recent: 'Open recent',
  sample: 'Open sample community',
  close: 'Close window',
  quit: 'Quit Hearth',
  hide: 'Hide Hearth',
  hideOthers: 'Hide others',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  palette: 'Command palette…',
  settings: 'Settings…',
  language: 'Switch language',
  theme: 'Switch theme',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  reload: 'Reload',
  devTools: 'Developer tools',
  help: 'Help',
  shortcuts: 'Keyboard shortcuts',
  about: 'About Hearth',
  exports: 'Exports',
  allFiles: 'All files',
  workspaces: 'Hearth workspaces',
  cannotOpen: 'The file could not be opened',
  cannotStart: 'Hearth could not start',
};

export type Words = typeof en;

const zh: Words = {
  file: '文件',
  open: '打开工作区…',
  import: '导入…',
  recent: '最近打开',
  sample: '打开示例社群',
  close: '关闭窗口',
  quit: '退出 Hearth',
  hide: '隐藏 Hearth',
  hideOthers: '隐藏其他',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '显示',
  palette: '命令面板…',
  settings: '设置…',
  language: '切换语言',
  theme: '切换主题',
  zoomIn: '放大',
  zoomOut: '缩小',
  actualSize: '实际大小',
  fullScreen: '全屏',
  reload: '重新载入',
  devTools: '开发者工具',
  help: '帮助',
  shortcuts: '快捷键',
  about: '关于 Hearth',
  exports: '导出文件',
  allFiles: '所有文件',
  workspaces: 'Hearth 工作区',
  cannotOpen: '无法打开文件',
  cannotStart: 'Hearth 无法启动',
};

export const WORDS: Record<Language, Words> = { en, 'zh-CN': zh };

export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

export const FILTERS = {
  import: ['csv', 'tsv', 'txt', 'json', 'ndjson', 'jsonl', 'xml', 'xlsx', 'sqlite', 'sqlite3', 'db', 'gz', 'hearth'],
  workspace: ['hearth'],
};
