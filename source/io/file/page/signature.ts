import type fs from 'node:fs';

/** Below so many bytes all of a file is parsed before anybody could notice. */
export const shortFile = 200_000;

/** Rows of a page: more than a tall window shows twice. */
export const mostRows = 200;

/** Another one after every change of a file: a new file has another number, and one that is changed in place another time. */
export const signatureOf = ({ino, size, mtimeNs}: fs.BigIntStats): string => `${ino} ${size} ${mtimeNs}`;
