import {parseSafeUrl} from '../zoho/data-center.js';
import {oncePer} from '../zoho/once-per.js';
import {type ClientAuth, clientAuths} from '../zoho/servers/client-auth.js';
import {issuersMeant} from '../zoho/servers/issuer.js';
import type {ServerFacts} from '../zoho/servers/metadata.js';
import {isZohos} from '../zoho/service-urls.js';
import type {Answers} from './answers.js';
import type {WizardContext} from './field.js';

/** One frame asks ninety times. */
const elsewhereOf = oncePer((table: WizardContext['dataCenters']) =>
	oncePer((answers: Answers) => ({isElsewhere: !isZohos(table, answers)})),
);

/** Whether the service that the answers describe is another server's than Zoho's. */
export const isElsewhere = (answers: Answers, {dataCenters}: Pick<WizardContext, 'dataCenters'>): boolean =>
	elsewhereOf(dataCenters)(answers).isElsewhere;

/** What the server of the issuer says of itself; undefined for another issuer than the one that was asked. */
export const serverOf = (
	{issuer}: Pick<Answers, 'issuer'>,
	{server}: Pick<WizardContext, 'server'>,
): ServerFacts | undefined =>
	server !== undefined && issuersMeant(issuer).some(({href}) => href === parseSafeUrl(server.issuer)?.href)
		? server
		: undefined;

/** How the client proves itself; undefined where it is to be found out. */
export const clientAuthIn = ({clientAuth}: Pick<Answers, 'clientAuth'>): ClientAuth | undefined =>
	clientAuths.find(way => way === clientAuth);

/** "server.example.com: revokes grants, names 12 scopes". */
export const serverText = ({issuer, revocationUrl, scopes}: ServerFacts): string => {
	const named =
		scopes.length === 0
			? ''
			: ` Scopes it names: ${scopes.slice(0, 12).join(', ')}${scopes.length > 12 ? ' …' : ''}.`;
	return `${new URL(issuer).host} was asked: its URLs are filled in${revocationUrl === undefined ? '' : ', with the one that revokes grants'}.${named}`;
};
