// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.eclipse.core.runtime.preferences.ConfigurationScope;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.di.UISynchronize;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

/**
 * Starts the chat once the application model stands, for then the workspace is known, and follows the preferences from
 * then on. What it configured it takes back at the end: the next start asks the preferences anew.
 */
public class ConfigurationAddon {
    private final BundleContext context = FrameworkUtil.getBundle(ConfigurationAddon.class).getBundleContext();
    private final AtomicBoolean due = new AtomicBoolean();
    private ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admin;
    private PreferenceConfiguration configuration;
    private PreferenceCredentials credentials;
    private IPreferenceChangeListener listener;

    @PostConstruct
    void start(UISynchronize ui) throws BundleException {
        admin = new ServiceTracker<>(context, ConfigurationAdmin.class, null);
        admin.open();
        if (admin.getService() == null) {
            // p2 installs the bundle beside us but leaves it unstarted, and nothing else of the host would start it.
            FrameworkUtil.getBundle(ConfigurationAdmin.class).start(Bundle.START_TRANSIENT);
        }
        // Before the store is configured, or it would look for a key in vain first.
        SecureStorage.offer(context);
        configuration = new PreferenceConfiguration(admin::getService, Preferences::read);
        credentials = new PreferenceCredentials(context);
        // A page that is applied changes many preferences at once; the line shall be rebuilt once.
        listener = event -> {
            if (due.compareAndSet(false, true)) {
                ui.asyncExec(this::apply);
            }
        };
        nodes().forEach(node -> node.addPreferenceChangeListener(listener));
        apply();
    }

    private void apply() {
        due.set(false);
        credentials.apply(Preferences.read(Preferences.ACCOUNT));
        configuration.apply();
    }

    @PreDestroy
    void stop() {
        nodes().forEach(node -> node.removePreferenceChangeListener(listener));
        configuration.retract();
        credentials.close();
        admin.close();
    }

    private static Stream<IEclipsePreferences> nodes() {
        return Stream.concat(Stream.of(Preferences.ACCOUNT), PreferenceConfiguration.PIDS.stream())
                .flatMap(pid -> List.of(InstanceScope.INSTANCE, ConfigurationScope.INSTANCE, DefaultScope.INSTANCE)
                        .stream().map(scope -> scope.getNode(pid)));
    }
}
