import type {Consent} from './state.js';

/**
 * The stage of a consent that a phase belongs to: 0 opening the browser · 1 the approval · 2 the tokens · 3 the test · 4 the new
 * grant in the place of the old one. Undefined where it has none.
 */
export const stageOf = (phase: Consent['phase']): number | undefined => {
	switch (phase) {
		case 'preparing':
		case 'asking-to-widen':
			return 0;
		case 'waiting':
			return 1;
		case 'exchanging':
		case 'widening':
		case 'saving':
		case 'unsaved':
		case 'revoking':
			return 2;
		case 'proving':
			return 3;
		case 'other-user':
		case 'taking-over':
		case 'saving-apart':
		case 'giving-up':
		case 'revoking-outgoing':
			return 4;
		default:
			return undefined;
	}
};
