// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A configuration as DS would give it. */
final class Configured {
    private Configured() {
    }

    static StoreConfiguration with(Map<String, Object> values) {
        return (StoreConfiguration) Proxy.newProxyInstance(StoreConfiguration.class.getClassLoader(),
                new Class<?>[] { StoreConfiguration.class },
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
