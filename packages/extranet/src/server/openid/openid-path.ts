/** Where the provider is, below the address of the extranet. */
export const OPENID_PATH = '/oidc';
