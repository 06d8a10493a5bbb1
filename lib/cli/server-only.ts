// Stands in for the package `server-only` wherever Next does not bundle: the make targets and the unit tests run on the
// server anyway. The package's own way, the condition `react-server`, would also take React's hooks from libraries that need them.
export {};
