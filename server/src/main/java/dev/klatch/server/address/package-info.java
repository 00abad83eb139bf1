/// Addresses of the network: which are private ([dev.klatch.server.address.AddressBlock]), which
/// are those of this machine ([dev.klatch.server.address.Addresses]), and under which names and
/// addresses others know it ([dev.klatch.server.address.Whereabouts]).
@NullMarked
package dev.klatch.server.address;

import org.jspecify.annotations.NullMarked;
