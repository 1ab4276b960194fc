// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Keeps our configurations equal to the preferences of the same names. A configuration that somebody else made is left
 * alone: who configures by Configuration Admin means it. UI thread.
 */
final class PreferenceConfiguration {
    private static final String CONNECTION = "org.chatdock.connection";
    private static final String HISTORY = "org.chatdock.history";
    private static final String STORE = "org.chatdock.store";
    private static final String UPLOAD = "org.chatdock.upload";
    private static final String RECALL = "org.chatdock.recall";
    private static final String TRANSFER = "org.chatdock.transfer";
    static final List<String> PIDS = List.of(STORE, "org.chatdock.handlers", "org.chatdock.dispatch",
            "org.chatdock.sending", "org.chatdock.quickreplies", UPLOAD, RECALL, TRANSFER, "org.chatdock.ui", HISTORY,
            CONNECTION);

    private static final String SOURCE = "chatdock.source";
    private static final String OURS = "preferences";

    private final Supplier<ConfigurationAdmin> admin;
    private final Function<String, Map<String, Object>> preferences;

    /**
     * @param admin may give null: then nothing is configured
     * @param preferences the values of a PID, by key
     */
    PreferenceConfiguration(Supplier<ConfigurationAdmin> admin, Function<String, Map<String, Object>> preferences) {
        this.admin = admin;
        this.preferences = preferences;
    }

    void apply() {
        for (String pid : PIDS) {
            Map<String, Object> values = preferences.apply(pid);
            // The store wants a configuration, even an empty one; what calls an address is nothing without one.
            boolean wanted = switch (pid) {
                case STORE -> true;
                case CONNECTION -> values.containsKey("gatewayUrl");
                case HISTORY -> values.containsKey("historyUrl");
                case UPLOAD, RECALL, TRANSFER -> values.containsKey("url");
                default -> !values.isEmpty();
            };
            if (pid.equals(STORE)) {
                addAccount(values);
            }
            values.put(SOURCE, OURS);
            set(pid, wanted ? values : null);
        }
    }

    /** So that each account has a store of its own. Unless somebody has said something else. */
    private void addAccount(Map<String, Object> store) {
        Map<String, Object> account = preferences.apply(Preferences.ACCOUNT);
        if (account.containsKey("userId")) {
            store.putIfAbsent("account", account.getOrDefault("corpId", "") + "_" + account.get("userId"));
        }
    }

    /** Takes back what was configured here, the line first. */
    void retract() {
        for (int i = PIDS.size() - 1; i >= 0; i--) {
            set(PIDS.get(i), null);
        }
    }

    private void set(String pid, Map<String, Object> values) {
        ConfigurationAdmin service = admin.get();
        if (service == null) {
            return;
        }
        try {
            Configuration[] found = service.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
            if (found == null) {
                if (values != null) {
                    service.getConfiguration(pid, "?").update(new Hashtable<>(values));
                }
            } else if (OURS.equals(found[0].getProperties().get(SOURCE))) {
                if (values == null) {
                    found[0].delete();
                } else if (!values.equals(withoutPid(found[0].getProperties()))) {
                    found[0].update(new Hashtable<>(values));
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("The configuration " + pid + " cannot be changed.", e);
        }
    }

    private static Map<String, Object> withoutPid(Dictionary<String, Object> properties) {
        Map<String, Object> values = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.equals(Constants.SERVICE_PID)) {
                values.put(key, properties.get(key));
            }
        }
        return values;
    }
}
