const most = 50;

/**
 * The link name that Sigma makes of a Connection Name or a Service Name. The rule is not documented; this one agrees with every
 * pair that is public: lower case, a space becomes `_`, every other sign is dropped (`New Typeform` → `new_typeform`,
 * `ZohoBooks-ContacxMatrix` → `zohobookscontacxmatrix`). Undefined where nothing is left that a link name may begin with, so that
 * Sigma's form has to be asked.
 *
 * Source: manifests of public extensions; the form's own rule is `[a-z][a-z0-9_]*`, at most 50 characters.
 */
export const sigmaLinkName = (name: string): string | undefined => {
	const made = name
		.trim()
		.toLowerCase()
		.replace(/\s+/g, '_')
		.replace(/[^a-z0-9_]/g, '')
		.slice(0, most);
	return /^[a-z]/.test(made) ? made : undefined;
};
