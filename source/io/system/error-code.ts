/** A full quota has no name in libuv: its number on Linux, on macOS and BSD. */
const fullQuota = /^Unknown system error -(?:122|69)$/;

/** The code of an error of node or of the system (`ENOENT`, `EACCES` …), or an empty string. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code.replace(fullQuota, 'EDQUOT')
		: '';
