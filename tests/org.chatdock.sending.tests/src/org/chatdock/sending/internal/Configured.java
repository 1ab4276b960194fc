// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A configuration as DS would give it. */
final class Configured {
    private final Map<String, Object> values = new HashMap<>();

    static Configured with(String apiUrl) {
        return new Configured().and("apiUrl", apiUrl);
    }

    Configured and(String name, Object value) {
        values.put(name, value);
        return this;
    }

    SendingConfiguration configuration() {
        return (SendingConfiguration) Proxy.newProxyInstance(SendingConfiguration.class.getClassLoader(),
                new Class<?>[] { SendingConfiguration.class },
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    SendingOptions options() {
        return SendingOptions.of(configuration());
    }
}
