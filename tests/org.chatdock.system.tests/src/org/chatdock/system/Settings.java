// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.Hashtable;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A configuration that a house does not have by itself. It is there when its service is, and gone when that is. */
final class Settings implements AutoCloseable {
    private final BundleContext context = FrameworkUtil.getBundle(Settings.class).getBundleContext();
    private final Configuration configuration;

    Settings(String pid, Map<String, Object> values) throws Exception {
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        configuration = admin.getConfiguration(pid, "?");
        configuration.update(new Hashtable<>(values));
        await(true, pid);
    }

    @Override
    public void close() throws Exception {
        String pid = configuration.getPid();
        configuration.delete();
        await(false, pid);
    }

    private synchronized void await(boolean there, String pid) throws Exception {
        long end = System.nanoTime() + House.PATIENCE.toNanos();
        while ((context.getServiceReferences((String) null, "(service.pid=" + pid + ")") != null) != there) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The service of " + pid + (there ? " does not come." : " does not go."));
            }
            // Nobody tells; hence not without a limit.
            wait(20);
        }
    }
}
