// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.URI;
import java.util.Optional;

/** Says which way leads to a gateway. Asked anew before every try. */
@FunctionalInterface
public interface ProxySelection {
    ProxySelection DIRECT = gateway -> Optional.empty();

    /**
     * On a thread of the transport; may block, but as long as it does the try stands still.
     *
     * @param gateway the address of the gateway; its query may hold secrets
     * @return empty to go without a proxy
     */
    Optional<ProxyRoute> routeFor(URI gateway);
}
