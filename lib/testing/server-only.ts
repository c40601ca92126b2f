// Stands in for the package of that name, which throws outside a bundle for the server.
export {};
