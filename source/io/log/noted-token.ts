import type {Result} from '../../zoho/refusal.js';
import type {AccessToken, TokenKeeper} from '../ports.js';
import type {NoteUse, UsedBy} from './note.js';

/** A token, remembered in the log of use. */
export const notedToken = async (
	{tokenKeeper, noteUse}: {readonly tokenKeeper: TokenKeeper; readonly noteUse: NoteUse},
	command: UsedBy,
	...[connection, settings]: Parameters<TokenKeeper['accessToken']>
): Promise<Result<AccessToken>> => {
	const token = await tokenKeeper.accessToken(connection, settings);
	noteUse({command, connection, refusal: token.ok ? undefined : token.refusal.id});
	return token;
};
