//! statebox: the product. Wires the emulators, the supervised engines and the snapshots together.
