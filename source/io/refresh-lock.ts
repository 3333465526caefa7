import path from 'node:path';

/** The lock that whoever uses or ends the grant of a connection holds meanwhile. @param folder the store's */
export const refreshLockFile = (folder: string, linkName: string): string =>
	path.join(folder, `refresh-${linkName}.lock`);
