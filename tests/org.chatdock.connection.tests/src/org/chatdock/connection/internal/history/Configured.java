// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A configuration as DS would give it. */
final class Configured {
    private final Map<String, Object> values = new HashMap<>();

    static Configured with(String historyUrl) {
        return new Configured().and("historyUrl", historyUrl);
    }

    Configured and(String name, Object value) {
        values.put(name, value);
        return this;
    }

    HistoryConfiguration configuration() {
        return (HistoryConfiguration) Proxy.newProxyInstance(HistoryConfiguration.class.getClassLoader(),
                new Class<?>[] { HistoryConfiguration.class },
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    HistoryOptions options() {
        return HistoryOptions.of(configuration());
    }
}
