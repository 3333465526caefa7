import {oncePer} from '../../zoho/once-per.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import type {ServerFacts} from '../../zoho/servers/metadata.js';
import {serverOf} from '../elsewhere.js';
import {answersOf, type WizardState} from '../state.js';
import {asksZoho} from './text.js';

const catalogueWith = (scopes: readonly string[]): ScopeCatalogue => ({
	retrieved: '',
	services: [],
	scopes: scopes.map(scope => ({
		scope,
		...{serviceId: '', service: '', group: '', operation: '', description: '', source: '', callWords: ''},
		confidence: 'official',
	})),
});

const nothingSaid = catalogueWith([]);

const catalogueOf = oncePer(({scopes}: ServerFacts) => catalogueWith(scopes));

/** Whether it holds what another server says of itself, and no products. */
export const isOfOtherServer = ({services}: ScopeCatalogue): boolean => services.length === 0;

/** What there is to choose from: Zoho's catalogue, or the scopes that another server names (RFC 8414 section 2: some of them). */
export const catalogueFor = (
	state: WizardState,
	ofZoho: ScopeCatalogue | undefined,
): ScopeCatalogue | undefined => {
	if (asksZoho(state)) return ofZoho;
	const facts = serverOf(answersOf(state), state.context);
	return facts ? catalogueOf(facts) : nothingSaid;
};
