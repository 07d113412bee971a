/** Filled in by the build from package.json; tests run from the sources. */
declare const __HEARTH_VERSION__: string | undefined;

export const VERSION: string = typeof __HEARTH_VERSION__ === 'string' ? __HEARTH_VERSION__ : 'development';
