import {type Invocation, listOption} from '../../kit/invocation.js';
import {misuse, ok, type Result} from '../../zoho/refusal.js';

const wordsOf = (texts: readonly string[]): readonly string[] =>
	texts.flatMap(text => text.split(/[\s,]+/)).filter(word => word !== '');

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * The saved scopes with those of `--add-scope` and without those of `--remove-scope`; undefined where neither is given. The
 * wizard's own field judges them.
 */
export const changedScopes = (
	invocation: Invocation,
	saved: readonly string[],
): Result<readonly string[] | undefined> => {
	const added = listOption(invocation, 'add-scope');
	const removed = wordsOf(listOption(invocation, 'remove-scope'));
	if (added.length + removed.length === 0) return ok(undefined);
	if (listOption(invocation, 'scope').length > 0) {
		return misuse(
			'--scope does not go with --add-scope or --remove-scope.',
			'It gives the whole list.',
			'Leave one of them out.',
		);
	}
	const stranger = removed.find(scope => !saved.some(one => isSame(one, scope)));
	if (stranger !== undefined) {
		return misuse(
			`${stranger} cannot be removed.`,
			'The connection does not ask for it.',
			'"zconn show NAME" lists its scopes.',
		);
	}
	return ok([...saved.filter(scope => !removed.some(one => isSame(one, scope))), ...added]);
};
