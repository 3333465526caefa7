import type {Connection} from './connection.js';

/** Whose it is, in a text: `Noah Bennett <noah@example.com>`; empty where neither name nor address is known. */
export const accountText = (
	account: Pick<NonNullable<Connection['account']>, 'name' | 'email'> | null | undefined,
): string => [account?.name, account?.email && `<${account.email}>`].filter(Boolean).join(' ');

/** The shortest text that tells accounts apart: the address, else the name. */
export const accountName = (
	account: Pick<NonNullable<Connection['account']>, 'name' | 'email'> | null | undefined,
): string | undefined => account?.email ?? account?.name ?? undefined;
