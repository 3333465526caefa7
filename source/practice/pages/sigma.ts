import {html, raw} from 'hono/html';
import {type FieldProblem, serviceFields} from '../sigma/fields.js';
import {
	type SigmaConnection,
	type SigmaProduct,
	type SigmaService,
	sigmaProducts,
	type Workspace,
} from '../sigma/state.js';
import {problemCount, selectField, textField} from './form.js';
import {type Html, navigation, tabs} from './layout.js';

/** Below every page: what it is made from. */
export const sourceNote: Html = html`<p class="hint">Labels and their order are those of Zoho’s documents. Not known of the real Sigma, so ours: how its pages look, its error messages, the rule for link names, how it splits the Scope, and where it exchanges the code.</p>`;

/** What is wrong with a form, above it, and which of its fields points there. */
const formProblem = 'form-problem';
const formNotice = (text: string): Html | string =>
	text === '' ? '' : html`<p class="notice bad" role="alert" id="${formProblem}">${text}</p>`;
const pointsAt = (text: string): string | undefined => (text === '' ? undefined : formProblem);

export const workspacesBody = (
	person: string,
	workspaces: readonly Workspace[],
	problem: string,
): Html => html`
<p class="soft">You are ${person}. No password is asked here.</p>
${
	workspaces.length === 0
		? ''
		: html`<h2>My Workspaces</h2><ul class="list">${workspaces.map(
				({id, name}) => html`<li><a href="/sigma/${id}"><strong>${name}</strong></a></li>`,
			)}</ul>`
}
<form class="card" method="post" action="/sigma/workspaces" novalidate>
${textField('workspace', 'Enter your workspace name', 'Extensions are made in a workspace.', {wrong: pointsAt(problem)})}
${formNotice(problem)}
<div class="actions"><button class="main">Create Workspace</button></div></form>`;

/** The menu at the left of a workspace. */
const workspaceMenu = (id: string, current: 'extensions' | 'connections'): Html =>
	navigation('Workspace', [
		{href: `/sigma/${id}`, text: 'Extensions', isCurrent: current === 'extensions'},
		{href: `/sigma/${id}/connections`, text: 'Connections', isCurrent: current === 'connections'},
	]);

const productName = (id: string): string => sigmaProducts.find(product => product.id === id)?.name ?? id;

export const extensionsBody = ({id, extensions}: Workspace): Html => html`
${workspaceMenu(id, 'extensions')}
<h2>All Extensions</h2>
<ul class="list">${extensions.map(
	extension => html`<li class="row"><div class="grow"><strong>${extension.name}</strong>
<span class="hint">${productName(extension.product)}</span></div>
<a class="button" href="/sigma/${id}/extensions/${extension.id}" aria-label="Edit ${extension.name}">Edit</a></li>`,
)}</ul>
<p class="hint">In the real Sigma, Edit appears when the pointer is over the extension.</p>`;

const optionsOf = (products: readonly SigmaProduct[]) => products.map(({id, name}) => [id, name] as const);

export const newExtensionBody = (id: string, problem: string): Html => html`
<form class="card" method="post" action="/sigma/${id}/new-extension" novalidate>
${textField('name', 'Name', 'It must not contain the name of the Zoho product.', {wrong: pointsAt(problem)})}
${selectField('product', 'Service', 'The product that the extension is for.', {options: optionsOf(sigmaProducts)})}
${formNotice(problem)}
<div class="actions"><button class="main">Create</button> <a class="button" href="/sigma/${id}">Cancel</a></div></form>`;

const sideBar = [
	'Preferences',
	'PDF Templates',
	'Email Notifications',
	'Automation',
	'Web Tabs',
	'Signals',
	'Widgets',
	'Incoming Webhooks',
	'Connections',
	'Custom Views',
	'Custom Modules',
	'Payment Gateway Connectors',
] as const;

/** The tabs of an extension's console and, in Build, its left bar. */
export const extensionBody = (path: string, product: SigmaProduct, tab: 'configure' | 'build'): Html => html`
${tabs('Extension', [
	{href: `${path}/build`, text: 'Build', isCurrent: tab === 'build'},
	{href: path, text: 'Configure', isCurrent: tab === 'configure'},
])}
${
	tab === 'configure'
		? html`<section role="tabpanel" class="card"><p>Global fields and settings of the extension. Nothing is to be done here: the connections are in the Build tab.</p></section>`
		: html`<section role="tabpanel" class="card"><nav aria-label="Build"><ul class="stack">${sideBar.map(
				name =>
					name === 'Connections' && product.hasOwnConnections
						? html`<li><a href="${path}/connections">Connections</a></li>`
						: name === 'Connections'
							? ''
							: html`<li class="soft">${name}</li>`,
			)}</ul></nav>
${product.hasOwnConnections ? '' : html`<p class="notice">Extensions for ${product.name} have their connections in the menu of the workspace.</p>`}</section>`
}`;

export const chooseServiceBody = (id: string): Html => html`
${workspaceMenu(id, 'connections')}
<form class="card" method="get" action="/sigma/${id}/connections/choose">
${selectField('service', 'Service', '', {options: optionsOf(sigmaProducts.filter(product => !product.hasOwnConnections))})}
${selectField('organization', 'Organization', '', {options: [['practice', 'Practice organization']]})}
<div class="actions"><button class="main">Show connections</button></div></form>`;

export const connectionsBody = (path: string, connections: readonly SigmaConnection[]): Html =>
	connections.length === 0
		? html`<div class="card empty"><h2>You don’t have any connections yet</h2></div>`
		: html`<h2>My Connections</h2><ul class="list">${connections.map(
				({id, name, linkName, tokens}) => html`<li class="row"><div class="grow">
<a href="${path}/connections/${id}"><strong>${name}</strong></a> <span class="hint">${linkName}</span></div>
<span class="pill ${tokens ? 'on' : ''}">${tokens ? 'Connected' : 'Not connected'}</span></li>`,
			)}</ul>`;

export const pickServiceBody = (
	path: string,
	tab: 'default' | 'custom',
	services: readonly SigmaService[],
): Html => html`
<h2>Pick Your Service</h2>
${tabs('Pick Your Service', [
	{href: `${path}/connections/new`, text: 'Default Services', isCurrent: tab === 'default'},
	{href: `${path}/connections/new?tab=custom`, text: 'Custom Service', isCurrent: tab === 'custom'},
])}
<section role="tabpanel">${
	tab === 'default'
		? html`<p class="card">A default service connects to one product only. For several products go to Custom Service.</p>`
		: html`<ul class="cards"><li><a class="card" href="${path}/services/new"><strong>+ Create New Service</strong></a></li>
${services.map(
	service =>
		html`<li><a class="card" href="${path}/services/${service.id}"><strong>${service.fields['service-name']}</strong><span class="hint">${service.linkName}</span></a></li>`,
)}</ul>`
}</section>`;

export const serviceFormBody = (
	path: string,
	fields: Readonly<Record<string, string>>,
	problems: readonly FieldProblem[],
): Html => html`
${problemCount('Not created', problems.length)}
<form class="card" method="post" action="${path}/services/new" novalidate>
${serviceFields.map(({key, label, hint, options}) => {
	const input = {value: fields[key], wrong: problems.find(problem => problem.key === key)};
	return options
		? selectField(key, label, hint, {...input, options: options.map(option => [option, option])})
		: textField(key, label, hint, input);
})}
<div class="actions"><button class="main">Create Service</button> <a class="button" href="${path}/connections">Cancel</a></div></form>`;

export const detailsFormBody = (
	path: string,
	service: SigmaService,
	given: {readonly name: string; readonly problem: string},
): Html => html`
<form class="card" method="post" action="${path}/services/${service.id}" novalidate>
<p>Service: <strong>${service.fields['service-name']}</strong></p>
${textField('connection-name', 'Connection Name', 'At most 50 characters.', {value: given.name, wrong: pointsAt(given.problem)})}
${textField('connection-link-name', 'Connection Link Name', 'Made from the name when left empty. It cannot be changed later.')}
<label class="check field"><input type="checkbox" name="login-user" value="on"> <span>Use Credentials of Login User
<span class="hint">On: each user connects an account of their own. Off: everyone acts as you.</span></span></label>
${formNotice(given.problem)}
<div class="actions"><button class="main">Create and Connect</button> <a class="button" href="${path}/connections">Cancel</a></div></form>`;

/** The page on which the consent begins; and where one ends that brought nothing. */
export const connectBody = (path: string, callback: string, error: string): Html => html`
${error === '' ? '' : html`<p class="notice bad" role="alert">The connection could not be authenticated. Zoho’s answer: <code>${error}</code></p>`}
<div class="card"><p>Zoho asks you to sign in and to accept the scopes. It sends you back to</p>
<p><code>${callback}</code></p>
<p class="hint">This address must be among the Authorized Redirect URIs of the client, exactly.</p>
<div class="actions"><form method="post" action="${path}/connect"><button class="main">Connect</button></form></div></div>`;

const sample = (path: string, tab: 'deluge' | 'json', text: string): Html => html`
<section class="card" aria-labelledby="sample"><h2 id="sample">Sample Code</h2>
${tabs('Sample Code', [
	{href: path, text: 'Deluge', isCurrent: tab === 'deluge'},
	{href: `${path}?code=json`, text: 'JSON', isCurrent: tab === 'json'},
])}
<span class="value"><code id="sample-code">${raw(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>').replaceAll('  ', '&nbsp; '))}</code>
<button type="button" class="small needs-js" data-copy="${text}">Copy</button></span>
<p class="saved" id="status" role="status"></p>
<p class="hint">The JSON tab is documented for Desk, Projects and Writer; whether finance extensions have it is not known.</p></section>`;

export const summaryBody = (
	path: string,
	{connection, service}: {readonly connection: SigmaConnection; readonly service: SigmaService},
	shown: {readonly tab: 'deluge' | 'json'; readonly code: string},
): Html => html`
<p class="notice" role="status">The connection has been authenticated and is ready for use.</p>
${
	connection.tokens?.refreshToken === undefined
		? html`<p class="notice bad">Zoho gave no refresh token: the connection ends after an hour. Is access_type=offline in the Authorize URL? How the real Sigma shows this is not known.</p>`
		: ''
}
<section class="card" aria-labelledby="summary"><h2 id="summary">Connection Summary</h2><dl>
<dt>Link Name</dt><dd><code>${connection.linkName}</code></dd>
<dt>Service Name</dt><dd>${service.fields['service-name']}</dd>
<dt>Scopes</dt><dd><code>${service.fields.scope}</code></dd>
<dt>Status</dt><dd>Connected</dd></dl>
<div class="actions"><form method="post" action="${path}/delete"><button class="danger">Delete</button></form></div></section>
${sample(path, shown.tab, shown.code)}`;
