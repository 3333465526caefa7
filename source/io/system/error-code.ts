/** The code of an error of node or of the system (`ENOENT`, `EACCES` …), or an empty string. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
