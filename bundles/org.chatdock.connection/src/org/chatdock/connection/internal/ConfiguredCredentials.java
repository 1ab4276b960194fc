// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Credentials from configuration. Ranks below whatever a host offers. */
@Component(configurationPid = AccountConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = AccountConfiguration.class)
public class ConfiguredCredentials implements CredentialSource {
    private final Credentials credentials;

    @Activate
    public ConfiguredCredentials(AccountConfiguration configuration) {
        credentials = new Credentials(configuration.corpId(), configuration.userId(), configuration.token());
    }

    @Override
    public CompletionStage<Credentials> credentials() {
        return CompletableFuture.completedStage(credentials);
    }
}
