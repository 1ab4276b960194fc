// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * Offers the account of the preferences as a credential source, below any that the host offers or that somebody
 * configured. It goes by no configuration, because Configuration Admin would write the token to disk. UI thread.
 */
final class PreferenceCredentials {
    private static final int BELOW_ALL = -2000;

    private final BundleContext context;
    private ServiceRegistration<CredentialSource> registration;
    private Map<String, Object> offered = Map.of();

    PreferenceCredentials(BundleContext context) {
        this.context = context;
    }

    /** @param account the preferences of the account, by key */
    void apply(Map<String, Object> account) {
        if (registration != null && account.equals(offered)) {
            return;
        }
        close();
        offered = account;
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, BELOW_ALL);
        registration = context.registerService(CredentialSource.class, () -> credentials(account), properties);
    }

    void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    /**
     * The secure storage is asked only if the preference page has put the token there, and not on the thread that asks
     * us: it may open a dialog, and wait for it.
     */
    private static CompletionStage<Credentials> credentials(Map<String, Object> account) {
        String corpId = text(account, "corpId");
        String userId = text(account, "userId");
        if (!account.containsKey("tokenStored")) {
            return CompletableFuture.completedStage(new Credentials(corpId, userId, text(account, "token")));
        }
        return CompletableFuture.supplyAsync(() -> new Credentials(corpId, userId, StoredToken.read()));
    }

    private static String text(Map<String, Object> account, String key) {
        return account.getOrDefault(key, "").toString();
    }
}
