// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.connection.internal.jetty.JettyTransport;
import org.chatdock.connection.internal.line.Endpoint;
import org.chatdock.connection.internal.line.Lane;
import org.chatdock.connection.internal.line.Line;
import org.chatdock.connection.internal.line.LineOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** Keeps one line up for as long as it is configured. It waits for the inbound sink: handlers first, then messages. */
@Component(immediate = true, configurationPid = ConnectionConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConnectionConfiguration.class)
public class ConnectionComponent implements Connection {
    private final JettyTransport transport;
    private final Lane lane;
    private final Line line;
    private final Logger logger;
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
    private volatile CredentialSource credentialSource;

    @Activate
    public ConnectionComponent(ConnectionConfiguration configuration, @Reference InboundSink sink,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
        Endpoint endpoint = Endpoint.of(configuration.gatewayUrl(), configuration.credentialsIn());
        transport = new JettyTransport(configuration.connectTimeoutMillis(), configuration.maxTextBytes());
        lane = new Lane("chatdock-connection");
        line = new Line(transport, endpoint, sink, configuration.maxInFlight(), this::credentials,
                options(configuration), lane, Clock.systemUTC(),
                bound -> ThreadLocalRandom.current().nextLong(bound + 1), this::tell, logger);
    }

    private static LineOptions options(ConnectionConfiguration configuration) {
        return new LineOptions(configuration.pingIntervalSeconds() * 1000L, configuration.upgradeTimeoutMillis(),
                configuration.retryCapMillis(), configuration.stableAfterSeconds() * 1000L,
                configuration.recheckSeconds() * 1000L);
    }

    @Activate
    void start() {
        transport.start();
        line.start();
    }

    @Deactivate
    void stop() {
        line.stop();
        lane.close();
        transport.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCredentialSource(CredentialSource source) {
        credentialSource = source;
        // Somebody signed in: a line that waits for better credentials need not wait any longer.
        line.retryNow();
    }

    void unbindCredentialSource(CredentialSource source) {
        if (credentialSource == source) {
            credentialSource = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(ConnectionListener listener) {
        listeners.add(listener);
    }

    void unbindListener(ConnectionListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ConnectionStatus status() {
        return line.status();
    }

    @Override
    public void retryNow() {
        line.retryNow();
    }

    private CompletionStage<Credentials> credentials() {
        CredentialSource source = credentialSource;
        return source == null ? CompletableFuture.completedStage(Credentials.NONE) : source.credentials();
    }

    private void tell(ConnectionStatus status) {
        for (ConnectionListener listener : listeners) {
            try {
                listener.connectionChanged(status);
            } catch (RuntimeException | LinkageError e) {
                logger.error("The connection listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
