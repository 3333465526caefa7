import type {WizardState} from '../../wizard/state.js';

/** What is being done; the first line says it. */
export const wizardTitle = ({context: {target}}: WizardState): string => {
	if (!target) return 'New connection';
	return `${target.asks === 'consent' ? 'Reconnect' : 'Edit'} ${target.connection.name}`;
};
