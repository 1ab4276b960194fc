// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.runtime.preferences.ConfigurationScope;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IScopeContext;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Eclipse's preferences as we use them: a node for every PID, named like it. The user's value wins over the
 * installation's, and that over the product's ({@code plugin_customization.ini}).
 */
final class Preferences {
    static final String ACCOUNT = "org.chatdock.account";

    /** The one that wins last. */
    private static final List<IScopeContext> SCOPES = List.of(DefaultScope.INSTANCE, ConfigurationScope.INSTANCE,
            InstanceScope.INSTANCE);

    private Preferences() {
    }

    /** What is set, by key; without what is only blank. A new map. */
    static Map<String, Object> read(String pid) {
        Map<String, Object> values = new TreeMap<>();
        for (IScopeContext scope : SCOPES) {
            IEclipsePreferences node = scope.getNode(pid);
            try {
                for (String key : node.keys()) {
                    values.put(key, node.get(key, ""));
                }
            } catch (BackingStoreException e) {
                throw new IllegalStateException("The preferences of " + pid + " cannot be read.", e);
            }
        }
        values.values().removeIf(value -> value.toString().isBlank());
        return values;
    }
}
