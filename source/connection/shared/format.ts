/**
 * The version of rows that this program writes; a row of a newer one is refused. Rows of format 1 were sealed without the servers
 * that their secrets may go to; only `store rekey` opens those.
 */
export const sharedFormat = 2;
