// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.nio.file.Path;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreHealth;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts the run as soon as the store is there, if the system property {@code chatdock.smoke.out} asks for one. */
@Component(immediate = true, service = ConnectionListener.class)
public final class SmokeComponent implements ConnectionListener {
    private static final String OUT = "chatdock.smoke.out";
    private static final String STATE = "chatdock.smoke.state";

    private static final String GUEST = "chatdock.smoke.guest";

    private final States states = new States();

    @Activate
    public SmokeComponent(@Reference ConversationStore store, @Reference StoreHealth health, @Reference Site site) {
        String out = System.getProperty(OUT);
        if (out != null) {
            Thread thread = new Thread(
                    new SmokeRun(store, health, states, new GatewayView(System.getProperty(STATE, "")),
                    site, System.getProperty(GUEST, ""), Path.of(out)), "chatdock-smoke");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
        states.add(status.state());
    }
}
