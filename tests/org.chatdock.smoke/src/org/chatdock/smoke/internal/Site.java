// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.equinox.internal.provisional.configurator.Configurator;
import org.eclipse.equinox.p2.core.IProvisioningAgent;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.engine.IProfileRegistry;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.operations.InstallOperation;
import org.eclipse.equinox.p2.operations.ProfileChangeOperation;
import org.eclipse.equinox.p2.operations.ProvisioningSession;
import org.eclipse.equinox.p2.operations.UninstallOperation;
import org.eclipse.equinox.p2.query.IQueryable;
import org.eclipse.equinox.p2.query.QueryUtil;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRepositoryManager;
import org.eclipse.equinox.p2.repository.metadata.IMetadataRepositoryManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A feature of a p2 site, put into the running host and taken out again, as <em>Help &gt; Install</em> does it. */
@Component(service = Site.class)
@SuppressWarnings("restriction") // the host's own way to apply a change without a restart has no public face
public final class Site {
    private static final String FEATURE = "org.chatdock.guest.feature.feature.group";

    private final IProvisioningAgent agent;
    private final Configurator configurator;

    @Activate
    public Site(@Reference IProvisioningAgent agent, @Reference Configurator configurator) {
        this.agent = agent;
        this.configurator = configurator;
    }

    void install(URI site) {
        try {
            agent.getService(IArtifactRepositoryManager.class).loadRepository(site, new NullProgressMonitor());
            Set<IInstallableUnit> found = find(agent.getService(IMetadataRepositoryManager.class).loadRepository(site,
                    new NullProgressMonitor()));
            perform(new InstallOperation(new ProvisioningSession(agent), found));
        } catch (ProvisionException e) {
            throw new IllegalStateException("the site " + site + " cannot be read", e);
        }
    }

    void uninstall() {
        Set<IInstallableUnit> found = find(
                agent.getService(IProfileRegistry.class).getProfile(IProfileRegistry.SELF));
        perform(new UninstallOperation(new ProvisioningSession(agent), found));
    }

    private static Set<IInstallableUnit> find(IQueryable<IInstallableUnit> where) {
        Set<IInstallableUnit> found = where.query(QueryUtil.createIUQuery(FEATURE), new NullProgressMonitor())
                .toUnmodifiableSet();
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no " + FEATURE);
        }
        return found;
    }

    private void perform(ProfileChangeOperation operation) {
        check(operation.resolveModal(new NullProgressMonitor()));
        check(operation.getProvisioningJob(new NullProgressMonitor()).runModal(new NullProgressMonitor()));
        try {
            configurator.applyConfiguration();
        } catch (IOException e) {
            throw new IllegalStateException("the change cannot be applied", e);
        }
    }

    private static void check(IStatus status) {
        if (status.matches(IStatus.ERROR | IStatus.CANCEL)) {
            throw new IllegalStateException(status.toString());
        }
    }
}
