// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.chatdock.api.store.KeySource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Offers Eclipse's secure storage as a key source, below any that the host offers. Not by a component: a host may lack
 * the bundle, and then there is to be no source, and no class of ours that cannot be loaded. UI thread.
 */
final class SecureStorage {
    private static final int BELOW_ALL = -2000;
    private static final String FACTORY = "org.eclipse.equinox.security.storage.SecurePreferencesFactory";

    private SecureStorage() {
    }

    /**
     * Offers it until this bundle stops, once. It must not go before the store, which would be opened anew for that,
     * and nobody can wait for the store's end here: Configuration Admin takes its time to tell it.
     */
    static void offer(BundleContext context) {
        ServiceReference<?>[] ours = context.getBundle().getRegisteredServices();
        boolean offered = ours != null && Arrays.stream(ours).anyMatch(service -> List
                .of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(KeySource.class.getName()));
        if (!offered && isThere()) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(Constants.SERVICE_RANKING, BELOW_ALL);
            context.registerService(KeySource.class, new SecureStorageKeySource(), properties);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(FACTORY, false, SecureStorage.class.getClassLoader());
            return true;
        } catch (@SuppressWarnings("unused") ClassNotFoundException absent) {
            return false;
        }
    }
}
