import type {Session} from '../../wizard/session.js';
import type {PlainTerminal} from './terminal.js';

/** Resolves when the server that is being asked what it says of itself has answered, or when the person leaves. */
export const untilAnswered = async ({
	session,
	print,
	interrupted,
}: Pick<PlainTerminal, 'interrupted'> & {
	readonly session: Session;
	readonly print: (...lines: readonly string[]) => void;
}): Promise<void> => {
	const {asking, notice} = session.state();
	if (asking === undefined) return;
	if (notice) print(notice);
	const {promise, resolve} = Promise.withResolvers<void>();
	const stop = session.subscribe(() => {
		if (session.state().asking === undefined) resolve();
	});
	await Promise.race([promise, interrupted]);
	stop();
};
