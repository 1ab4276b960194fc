// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.osgi;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Runs a gateway as long as there is a configuration for it. */
@Component(configurationPid = "org.chatdock.simulator", configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, service = {})
@Designate(ocd = SimulatorConfiguration.class)
public final class SimulatorComponent {

    private static final Logger LOG = System.getLogger(SimulatorComponent.class.getName());

    private final SimulatorConfiguration configuration;
    /** Set between activation and deactivation, which the framework does not let overlap. */
    private Gateway gateway;

    /** Starts nothing. */
    @Activate
    public SimulatorComponent(SimulatorConfiguration configuration) {
        this.configuration = configuration;
    }

    @Activate
    void start() throws IOException, ScriptException {
        gateway = Gateway.builder().port(configuration.port()).script(Script.named(configuration.script()))
                .pace(configuration.pace())
                .redeliverAfter(Duration.ofSeconds(configuration.redeliver_after_seconds()))
                .redeliverLimit(configuration.redeliver_limit()).corp(configuration.corp()).user(configuration.user())
                .token(configuration.token().isEmpty() ? null : configuration.token()).echo(configuration.echo())
                .start();
        LOG.log(Level.INFO, "simulator ready at {0}", gateway.webSocketUri());
    }

    @Deactivate
    void stop() {
        gateway.close();
    }
}
