// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.internal;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.chatdock.api.store.KeySource;
import org.chatdock.headless.Main;
import org.chatdock.headless.Options;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogReaderService;

/** Turns the command line into configuration before any room starts, and then leads the run. */
@Component(immediate = true, service = {})
public class HeadlessComponent {
    private final Complaints complaints;
    private final LogReaderService log;
    private final Run run;
    private final Thread thread;

    @Activate
    public HeadlessComponent(BundleContext context, @Reference ConfigurationAdmin admin,
            @Reference LogReaderService log) throws Options.UsageException, IOException {
        this.log = log;
        Options options = Options.parse(List.of(context.getProperty(Main.ARGUMENTS).split(Main.SEPARATOR, -1)),
                System.getenv("CHATDOCK_TOKEN"));
        complaints = new Complaints();
        log.addLogListener(complaints);
        run = new Run(context, options, complaints);
        run.listen();
        if (options.keyFile() != null) {
            // Before the store is configured, or it would look for a key in vain first.
            context.registerService(KeySource.class, new KeyFile(options.keyFile()), null);
        }
        for (Map.Entry<String, Map<String, Object>> setting : options.settings().entrySet()) {
            if (!options.reads() || setting.getKey().equals(Options.STORE)) {
                admin.getConfiguration(setting.getKey(), "?").update(new Hashtable<>(setting.getValue()));
            }
        }
        thread = new Thread(run, "chatdock-headless");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() {
        thread.interrupt();
        run.close();
        log.removeLogListener(complaints);
    }
}
